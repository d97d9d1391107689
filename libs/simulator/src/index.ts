export { HotichSimulator } from './simulator';
export type { RemoteName, Remotes } from './control/remotes';
export type { SimulatorCredentials, SimulatorOptions, SimulatorPaths } from './options';
export type {
  Behaviour,
  BehaviourPatch,
  GatewayBehaviour,
  InterlinkBehaviour,
  RegisterBehaviour,
  RegisterV1Behaviour,
} from './behaviour';
export type { Unit } from './units';
export { SimulatorError } from './errors';
export { fault } from './faults/faults';
export type { Fault, FaultAction, FaultTarget } from './faults/fault';
export type { FaultRule, FaultScript } from './faults/fault-script';
export { MODULES, type ContractVersion, type Module } from './register/modules';
export type { Catalogs } from './catalog/catalogs';
export type { CatalogRow } from './catalog/catalog-row';
export { OPERATIONS, type Operation } from './calls/operation';
export type { Call } from './calls/call';
export type { CallLog } from './calls/call-log';
export type { AcknowledgementEffect, Effect, Ledger, RepeatKind, ReportEffect, SubmissionEffect } from './calls/ledger';
export type { Citizens, FilingOverrides, NewFiling } from './interlink/citizens';
export type { InterlinkDesk, InterlinkDossierView } from './interlink/interlink-desk';
export type { NationalAttachment, NationalDossier, ReceivedReport } from './interlink/national-dossier';
export type { RegisterDossier, RegisterStatus, Registration, StoredAttachment } from './register/register-dossier';
export type { RegisterOffice, RegistrationOptions, SupplementRequest } from './register/register-office';
