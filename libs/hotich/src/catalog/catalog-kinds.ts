import { CODE_LIST_KINDS, type CodeListKind, type CodeSystem } from '../contract';

/** Lists that only the catalog services serve; no payload field takes their codes. */
const SERVED_KINDS = ['quocGia'] as const;

/** Kinds of code lists: those of the payload fields, and countries (`quocGia`). */
export type CatalogKind = CodeListKind | (typeof SERVED_KINDS)[number];
export const CATALOG_KINDS: readonly CatalogKind[] = [...CODE_LIST_KINDS, ...SERVED_KINDS];

/**
 * Whose list it is: the register's API, the web forms, DVCLT, or the national shared-category service (`shared`). A code of one
 * system is never passed through to another.
 */
export type CatalogSystem = CodeSystem | 'shared';
export const CATALOG_SYSTEMS: readonly CatalogSystem[] = ['register', 'form', 'dvclt', 'shared'];

/**
 * What an operator can import: a code list; the units at which events are registered, as the Ministry delivers them
 * (`registrationUnits`); the official table that leads from old units to new ones (`unitConversions`).
 */
export type ImportKind = CatalogKind | 'registrationUnits' | 'unitConversions';
