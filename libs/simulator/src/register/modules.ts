/** Every business code the register is known by (wire contract 2.1). `BS` has been seen since 2025 only. */
export const MODULES = ['LTKS', 'LTKT', 'LTKH', 'KS', 'KT', 'KH', 'HN', 'CMC', 'LH', 'GH', 'TGH', 'BS'] as const;

/** What contract 1.0 carries: the single procedures, none of the interlinked ones. */
export const MODULES_V1: readonly Module[] = ['KS', 'KT', 'KH', 'HN', 'CMC', 'LH', 'GH', 'TGH'];

/** What contract 2.0 was made for. */
export const MODULES_V2: readonly Module[] = ['LTKH'];

export type Module = (typeof MODULES)[number];

/** Version of the contract that a dossier came in under. */
export type ContractVersion = '1.0' | '2.0' | '3.0';

export const isModule = (value: unknown): value is Module => MODULES.includes(value as Module);
