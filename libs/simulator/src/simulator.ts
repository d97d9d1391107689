import { setMaxListeners } from 'node:events';
import { changeBehaviour, defaultBehaviour, type Behaviour } from './behaviour';
import { CallLog } from './calls/call-log';
import type { Ledger } from './calls/ledger';
import { catalogEndpoints } from './catalog/catalog-endpoints';
import { Catalogs } from './catalog/catalogs';
import { controlListener } from './control/control-listener';
import type { RemoteName, Remotes } from './control/remotes';
import { FaultScript } from './faults/fault-script';
import { gatewayFault } from './faults/gateway-fault';
import { AccessTokens } from './gateway/access-tokens';
import { Gate } from './gateway/gate';
import { tokenEndpoint } from './gateway/token-endpoint';
import { Listener } from './http/listener';
import { Remote } from './http/remote';
import { Citizens } from './interlink/citizens';
import { intakeEndpoints } from './interlink/intake-endpoints';
import { InterlinkDesk } from './interlink/interlink-desk';
import { InterlinkTokens } from './interlink/interlink-tokens';
import { problem } from './interlink/problem';
import { reportEndpoint } from './interlink/report-endpoint';
import {
  resolveOptions,
  type ResolvedOptions,
  type SimulatorCredentials,
  type SimulatorOptions,
  type SimulatorPaths,
} from './options';
import { registerEndpoints } from './register/register-endpoints';
import { RegisterOffice } from './register/register-office';
import { StateFile } from './state/state-file';
import { World } from './state/world';
import type { Unit } from './units';

/**
 * NDXP/LGSP with the electronic civil-status register behind it (contracts 1.0, 2.0 and 3.0) and the shared catalogs,
 * and DVCLT, over real sockets.
 *
 * @example
 * const remotes = await HotichSimulator.start();
 * const { maHoSo } = remotes.citizen.fileBirth();
 * // … the system under test fetches it, submits it, asks for its status …
 * const { certificate } = remotes.register.registerAndIssue(maHoSo);
 * await remotes.stop();
 */
export class HotichSimulator implements Remotes {
  readonly calls: CallLog;
  readonly ledger: Ledger;
  readonly faults = new FaultScript();
  /** What the remotes do in more than one way; may be changed at any time. */
  readonly behaviour: Behaviour;
  readonly citizen: Citizens;
  readonly register: RegisterOffice;
  /** What the catalog services serve; may be changed at any time. */
  readonly catalogs: Catalogs;
  readonly interlink: InterlinkDesk;

  private readonly world: World;
  private readonly accessTokens: AccessTokens;
  private readonly interlinkTokens: InterlinkTokens;
  private readonly listeners: Readonly<Record<RemoteName | 'control', Listener>>;
  private readonly stateFile: StateFile | undefined;
  /** From start or reset to the next reset or stop; calls do not outlive it. */
  private life = newLife();

  private constructor(
    private readonly options: ResolvedOptions,
    private readonly given: SimulatorOptions,
  ) {
    const { host, now, credentials, units, callLogLimit, stateFile } = options;
    this.behaviour = defaultBehaviour();
    changeBehaviour(this.behaviour, given.behaviour ?? {});
    this.world = new World(now);
    this.calls = new CallLog(callLogLimit);
    this.ledger = this.world.ledger;
    this.citizen = new Citizens(this.world, units);
    this.register = new RegisterOffice(this.world);
    this.catalogs = new Catalogs(this.world, units);
    this.interlink = new InterlinkDesk(this.world);
    this.accessTokens = new AccessTokens(this.behaviour.gateway, now);
    this.interlinkTokens = new InterlinkTokens(this.behaviour.interlink, credentials, now);
    this.stateFile = stateFile === undefined ? undefined : new StateFile(stateFile, this.world);
    this.listeners = {
      control: new Listener(host, controlListener(this)),
      gateway: new Listener(host, this.gatewayRemote().listen),
      interlink: new Listener(host, this.interlinkRemote().listen),
    };
  }

  /**
   * Starts all remotes.
   * @throws SimulatorError for unusable options or a foreign state file; a port that is taken is Node's own error
   */
  static async start(options: SimulatorOptions = {}): Promise<HotichSimulator> {
    const simulator = new HotichSimulator(resolveOptions(options), options);
    await simulator.stateFile?.attach();
    const { port } = simulator.options;
    try {
      await simulator.listeners.control.open(port);
      await simulator.listeners.gateway.open(port && port + 1);
      await simulator.listeners.interlink.open(port && port + 2);
    } catch (error) {
      await simulator.stop();
      throw error;
    }
    return simulator;
  }

  /** Status page and control API. */
  get url(): string {
    return this.listeners.control.url;
  }

  /** Base URL of the gateway, to the register. */
  get gatewayUrl(): string {
    return this.listeners.gateway.url;
  }

  get tokenUrl(): string {
    return `${this.gatewayUrl}${this.paths.gatewayToken}`;
  }

  /** Base URL of DVCLT. */
  get interlinkUrl(): string {
    return this.listeners.interlink.url;
  }

  get consumerKey(): string {
    return this.credentials.consumerKey;
  }

  get consumerSecret(): string {
    return this.credentials.consumerSecret;
  }

  /** Credentials of DVCLT: family a asks `userName` and `password`, family b `SecretId` and `SecretPass`. */
  get interlinkCredentials(): Pick<SimulatorCredentials, 'userName' | 'password' | 'secretId' | 'secretPass'> {
    const { userName, password, secretId, secretPass } = this.credentials;
    return { userName, password, secretId, secretPass };
  }

  get credentials(): Readonly<SimulatorCredentials> {
    return this.options.credentials;
  }

  get paths(): Readonly<SimulatorPaths> {
    return this.options.paths;
  }

  get units(): readonly Required<Unit>[] {
    return [...this.options.units.values()];
  }

  /** Value for the `lgspaccesstoken` header where `behaviour.gateway.auth` is 'bearer+lgsp'. */
  get lgspAccessToken(): string {
    return Buffer.from(JSON.stringify(this.credentials.lgsp)).toString('base64');
  }

  /** Kills every token before its time: the gateway's, DVCLT's, or both. */
  revokeTokens(remote?: RemoteName): void {
    if (remote !== 'interlink') this.accessTokens.revokeAll();
    if (remote !== 'gateway') this.interlinkTokens.revokeAll();
  }

  /** An outage: connections are refused and open ones cut, until {@link up}. The status page stays. */
  async down(remote?: RemoteName): Promise<void> {
    await Promise.all(this.chosen(remote).map((name) => this.listeners[name].close()));
  }

  /** Ends the outage, on the same ports. */
  async up(remote?: RemoteName): Promise<void> {
    await Promise.all(this.chosen(remote).map((name) => this.listeners[name].open()));
  }

  isUp(remote: RemoteName): boolean {
    return this.listeners[remote].listening;
  }

  /**
   * As if just started with an empty state: dossiers, calls, ledger, faults, tokens, catalogs and behaviour. A call that
   * is still on its way is cut off.
   */
  async reset(): Promise<void> {
    this.life.abort();
    this.life = newLife();
    this.world.clear();
    this.calls.clear();
    this.faults.clear();
    this.revokeTokens();
    changeBehaviour(this.behaviour, defaultBehaviour());
    changeBehaviour(this.behaviour, this.given.behaviour ?? {});
    await this.up();
  }

  /** Closes every port, cuts every connection and writes the state file, for the last time. */
  async stop(): Promise<void> {
    this.life.abort();
    await Promise.all(Object.values(this.listeners).map((listener) => listener.close()));
    await this.stateFile?.detach();
  }

  private chosen(remote?: RemoteName): RemoteName[] {
    return remote ? [remote] : ['gateway', 'interlink'];
  }

  private gatewayRemote(): Remote {
    const { behaviour, catalogs, credentials, paths, world } = this;
    const { units, provinceCode, now } = this.options;
    const gate = new Gate(behaviour.gateway, credentials, this.accessTokens, now);
    const register = { world, units, catalogs, provinceCode, behaviour: behaviour.register, v1: behaviour.registerV1 };
    const guarded = [...registerEndpoints(paths, register), ...catalogEndpoints(paths, catalogs)].map((endpoint) =>
      gate.guard(endpoint),
    );
    return new Remote(
      [tokenEndpoint(paths.gatewayToken, credentials, this.accessTokens), ...guarded],
      (request) => gatewayFault('900906', request.headers.accept),
      this.remoteDependencies(),
    );
  }

  private interlinkRemote(): Remote {
    const { behaviour, paths, world, interlinkTokens: tokens } = this;
    const guarded = [
      ...intakeEndpoints(paths, world, behaviour.interlink),
      reportEndpoint(paths.interlinkReport, world, behaviour.interlink),
    ].map((endpoint) => tokens.guard(endpoint));
    return new Remote(
      [tokens.endpoint(paths.interlinkToken), ...guarded],
      () => problem(404, { path: ['Not Found'] }),
      this.remoteDependencies(),
    );
  }

  private remoteDependencies(): ConstructorParameters<typeof Remote>[2] {
    const { calls, faults, behaviour } = this;
    const { callerHeader } = this.options;
    return { calls, faults, callerHeader, latencyMs: () => behaviour.latencyMs, life: () => this.life.signal };
  }
}

function newLife(): AbortController {
  const life = new AbortController();
  // Every call on its way listens to it; Node takes eleven listeners for a leak.
  setMaxListeners(0, life.signal);
  return life;
}
