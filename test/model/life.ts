import { Socket } from 'node:net';
import { Speech } from '../support/speech';

/** A word on its way to the database, and what happens when it is said. */
interface Tripwire {
  readonly says: string;
  /** `before`: the server has not heard it when the deed is done. `after`: it has answered, and the replica does not know. */
  readonly when: 'before' | 'after';
  readonly deed: () => void | Promise<void>;
}

/**
 * The thread a replica's life hangs by: its sockets to the database. It can be cut, or held for a while, at the very word; the
 * server then sees what it sees of a process that was killed or stopped.
 */
export class Life {
  private readonly sockets = new Set<LifeSocket>();
  private wire: Tripwire | undefined;
  private call: (() => void | Promise<void>) | undefined;
  ended = false;

  at(wire: Tripwire): void {
    this.wire = wire;
  }

  disarm(): void {
    this.wire = undefined;
    this.call = undefined;
  }

  /** SIGKILL. */
  end(): void {
    this.ended = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** What happens before the next request leaves. */
  onCall(deed: () => void | Promise<void>): void {
    this.call = deed;
  }

  /** @throws Error when the replica is dead: the request never leaves. */
  async beforeCall(): Promise<void> {
    const deed = this.call;
    this.call = undefined;
    await deed?.();
    if (this.ended) throw new Error('Connection terminated');
  }

  /** For the driver. */
  socket(): LifeSocket {
    const socket = new LifeSocket(this);
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    return socket;
  }

  /** The wire this chunk trips, once. */
  heard(chunk: string | Uint8Array, speech: Speech): Tripwire | undefined {
    const wire = this.wire;
    if (!Buffer.isBuffer(chunk)) return undefined;
    speech.hear(chunk);
    if (!wire || !speech.says(wire.says, chunk)) return undefined;
    this.wire = undefined;
    return wire;
  }
}

class LifeSocket extends Socket {
  private held: (() => void)[] | undefined;
  private onAnswer: Tripwire | undefined;
  private readonly speech = new Speech();

  constructor(private readonly life: Life) {
    super();
  }

  override connect(...given: unknown[]): this {
    if (this.life.ended) {
      process.nextTick(() => this.destroy());
      return this;
    }
    super.connect(...(given as Parameters<Socket['connect']>));
    // A socket that connects is given a plain `write` of its own, lest an earlier end had replaced it: ours comes back.
    Reflect.deleteProperty(this, 'write');
    return this;
  }

  override write(chunk: string | Uint8Array, ...rest: never[]): boolean {
    if (this.life.ended) return false;
    if (this.held) {
      this.held.push(() => super.write(chunk, ...rest));
      return true;
    }
    const wire = this.life.heard(chunk, this.speech);
    if (wire?.when === 'before') {
      this.held = [() => super.write(chunk, ...rest)];
      void Promise.resolve(wire.deed()).then(() => this.goOn());
      return true;
    }
    if (wire) this.onAnswer = wire;
    return super.write(chunk, ...rest);
  }

  override push(chunk: unknown, encoding?: BufferEncoding): boolean {
    const wire = this.onAnswer;
    if (!wire) return super.push(chunk, encoding);
    this.onAnswer = undefined;
    void wire.deed();
    return false;
  }

  private goOn(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const say of held) if (!this.life.ended) say();
  }
}
