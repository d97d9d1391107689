import type { DatabaseServer } from '../../faults/support/database-server';
import { TcpProxy } from '../../faults/support/tcp-proxy';
import { PostgresCluster } from './postgres-cluster';

/** A primary whose commits wait for a standby, behind one address that hosts keep when the one takes the other's place. */
export class PrimaryAndStandby implements DatabaseServer {
  private promoted?: Promise<void>;

  private constructor(
    private readonly primary: PostgresCluster,
    readonly standby: PostgresCluster,
    private readonly address: TcpProxy,
  ) {}

  static async start(): Promise<PrimaryAndStandby> {
    const primary = await PostgresCluster.start();
    const standby = await PostgresCluster.standbyOf(primary);
    const address = await TcpProxy.to({ host: '127.0.0.1', port: primary.port });
    return new PrimaryAndStandby(primary, standby, address);
  }

  get port(): number {
    return this.address.port;
  }

  get url(): string {
    return `postgres://hotich@127.0.0.1:${this.port}`;
  }

  /** The primary's machine loses power. */
  async crash(): Promise<void> {
    await this.primary.crash();
  }

  /** The standby becomes a primary; nobody is led to it yet. */
  promote(): Promise<void> {
    return (this.promoted ??= this.standby.promote());
  }

  async startAgain(): Promise<void> {
    await this.promote();
    this.address.moveTo({ host: '127.0.0.1', port: this.standby.port });
  }

  async stop(): Promise<void> {
    await this.address.end();
    await this.standby.stop();
    await this.primary.stop();
  }
}
