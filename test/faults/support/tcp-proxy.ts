import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Speech } from '../../support/speech';

/**
 * What happens to a connection when its client says a certain thing. `cutBefore`: the server never hears it. `cutAfter`: the
 * server does it, and the connection is reset in place of its answer. `muteAfter`: the same, but the client hears nothing.
 */
export type Trip = 'cutBefore' | 'cutAfter' | 'muteAfter';

interface Tripwire {
  /** Text within what the client sends. */
  readonly says: string;
  readonly trip: Trip;
  /** How many connections it will still break. */
  left: number;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  readonly speech: Speech;
}

/** PostgreSQL's `ReadyForQuery`, and the error by which it ends a session on an administrator's command. */
const READY = Buffer.from('Z\0\0\0\u0005I', 'latin1');
/** How a session begins: the number of its process and the key by which it may be cancelled, then `ReadyForQuery`. */
const KEY_DATA = Buffer.from('K\0\0\0\u000c', 'latin1');
const KEY_BYTES = 8;
const TERMINATED = errorResponse({ S: 'FATAL', V: 'FATAL', C: '57P01', M: 'terminating connection' });

/** A cable between a process and a server, to be cut, frozen, or cut at the very word. */
export class TcpProxy {
  private readonly links = new Set<Link>();
  private readonly wires: Tripwire[] = [];
  private readonly listener: Server;
  private frozen = false;
  private refusing = false;
  private stillborn = 0;
  private pooling = false;
  /** Connections that tripwires have broken. */
  tripped = 0;

  private constructor(private target: Address) {
    this.listener = createServer((client) => this.accept(client));
  }

  static async to(target: Address): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await new Promise<void>((resolve) => proxy.listener.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  tripAt(says: string, trip: Trip, times = 1): void {
    this.wires.push({ says, trip, left: times });
  }

  /** Resets every connection. */
  cut(): void {
    for (const link of this.links) this.close(link);
  }

  /** Half open: both ends believe in the connection, and nothing passes any more. New connections fare the same. */
  freeze(): void {
    this.frozen = true;
    for (const { client, server } of this.links) {
      client.pause();
      server.pause();
    }
  }

  /** So many new connections to PostgreSQL are ended by their server in the very breath in which it says that they are ready. */
  endAtBirth(times: number): void {
    this.stillborn = times;
  }

  /** New connections are told process numbers that are not the server's, as a pooler tells its own. */
  renumber(): void {
    this.pooling = true;
  }

  /** New connections are reset at once. */
  refuse(): void {
    this.refusing = true;
    this.cut();
  }

  /** The address moves to another server: every connection is reset, and new ones go there. */
  moveTo(target: Address): void {
    this.target = target;
    this.cut();
  }

  /** As new; what was frozen is reset. */
  mend(): void {
    this.frozen = false;
    this.refusing = false;
    this.cut();
  }

  async end(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.listener.close(() => resolve()));
  }

  private accept(client: Socket): void {
    if (this.refusing) {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    const server = connect(this.target);
    const link: Link = { client, server, speech: new Speech() };
    this.links.add(link);
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => this.close(link));
      socket.on('close', () => this.close(link));
    }
    client.on('data', (chunk) => this.heard(link, chunk));
    server.on('data', (chunk) => this.answered(link, chunk));
    if (this.frozen) {
      client.pause();
      server.pause();
    }
  }

  private answered(link: Link, chunk: Buffer): void {
    if (this.pooling) renumbered(chunk);
    if (this.stillborn === 0 || !chunk.subarray(-READY.length).equals(READY)) {
      link.client.write(chunk);
      return;
    }
    this.stillborn--;
    this.tripped++;
    link.client.write(Buffer.concat([chunk, TERMINATED]));
    this.hangUp(link);
  }

  private heard(link: Link, chunk: Buffer): void {
    link.speech.hear(chunk);
    const wire = this.wires.find(({ says, left }) => left > 0 && link.speech.says(says, chunk));
    if (!wire) {
      link.server.write(chunk);
      return;
    }
    wire.left--;
    if (wire.trip === 'cutBefore') {
      this.tripped++;
      this.hangUp(link);
      return;
    }
    // The first byte of the answer proves that it was done; the client never sees it.
    link.server.removeAllListeners('data');
    link.server.once('data', () => {
      this.tripped++;
      if (wire.trip === 'cutAfter') this.hangUp(link);
      else link.server.resume();
    });
    link.server.write(chunk);
  }

  /** The end of the stream and no more, as a pooler or a server in a hurry sends it. */
  private hangUp({ client, server }: Link): void {
    server.destroy();
    client.end();
  }

  private close(link: Link): void {
    if (!this.links.delete(link)) return;
    link.client.resetAndDestroy();
    link.server.resetAndDestroy();
  }
}

function renumbered(chunk: Buffer): void {
  const at = chunk.length - READY.length - KEY_BYTES;
  if (!chunk.subarray(0, Math.max(0, at)).subarray(-KEY_DATA.length).equals(KEY_DATA)) return;
  chunk.writeInt32BE(chunk.readInt32BE(at) ^ 0x2a2a2a, at);
}

function errorResponse(fields: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(
    Object.entries(fields)
      .map(([code, text]) => `${code}${text}\0`)
      .join('') + '\0',
    'latin1',
  );
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
