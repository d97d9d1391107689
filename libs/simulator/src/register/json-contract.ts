import type { RegisterBehaviour } from '../behaviour';
import type { Operation } from '../calls/operation';
import type { World } from '../state/world';
import type { Unit } from '../units';
import type { ContractVersion, Module } from './modules';

/** One of the JSON contracts, 2.0 or 3.0, as the two endpoints see it. */
export interface JsonContract {
  readonly version: Extract<ContractVersion, '2.0' | '3.0'>;
  /** Asked at each call: the behaviour may change. */
  readonly modules: () => readonly Module[];
  readonly filesRequired: boolean;
  readonly submit: { readonly operation: Operation; readonly path: string };
  readonly status: { readonly operation: Operation; readonly path: string };
}

export interface RegisterDependencies {
  readonly world: World;
  readonly units: ReadonlyMap<string, Required<Unit>>;
  readonly behaviour: RegisterBehaviour;
}
