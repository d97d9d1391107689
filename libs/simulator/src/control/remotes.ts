import type { Behaviour } from '../behaviour';
import type { CallLog } from '../calls/call-log';
import type { Catalogs } from '../catalog/catalogs';
import type { Ledger } from '../calls/ledger';
import type { FaultScript } from '../faults/fault-script';
import type { Citizens } from '../interlink/citizens';
import type { InterlinkDesk } from '../interlink/interlink-desk';
import type { SimulatorCredentials, SimulatorPaths } from '../options';
import type { RegisterOffice } from '../register/register-office';
import type { Unit } from '../units';

/** A remote that can be down alone: the gateway with the register behind it, or DVCLT. */
export type RemoteName = 'gateway' | 'interlink';

/** What the control API and the status page drive: the in-process API, seen from outside. */
export interface Remotes {
  readonly url: string;
  readonly gatewayUrl: string;
  readonly tokenUrl: string;
  readonly interlinkUrl: string;
  readonly credentials: Readonly<SimulatorCredentials>;
  readonly lgspAccessToken: string;
  readonly paths: Readonly<SimulatorPaths>;
  readonly units: readonly Required<Unit>[];
  readonly calls: CallLog;
  readonly ledger: Ledger;
  readonly faults: FaultScript;
  readonly behaviour: Behaviour;
  readonly citizen: Citizens;
  readonly register: RegisterOffice;
  readonly catalogs: Catalogs;
  readonly interlink: InterlinkDesk;
  isUp(remote: RemoteName): boolean;
  down(remote?: RemoteName): Promise<void>;
  up(remote?: RemoteName): Promise<void>;
  revokeTokens(remote?: RemoteName): void;
  reset(): Promise<void>;
}
