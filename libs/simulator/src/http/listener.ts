import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One listening port that can go down (connections refused) and come up again under the same number. */
export class Listener {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private boundPort = 0;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly host: string,
    private readonly handle: RequestListener,
  ) {}

  get listening(): boolean {
    return this.server !== undefined;
  }

  get url(): string {
    const host = this.host === '0.0.0.0' || this.host === '::' ? '127.0.0.1' : this.host;
    return `http://${host.includes(':') ? `[${host}]` : host}:${this.boundPort}`;
  }

  /** On this port, or on the one it had before. */
  open(port?: number): Promise<void> {
    return this.inTurn(() => this.listen(port ?? this.boundPort));
  }

  /** Stops listening and cuts every connection, also those in the middle of an answer. */
  close(): Promise<void> {
    return this.inTurn(() => this.hangUp());
  }

  /** One after the other: whoever closes a port that is still opening wants it closed, and two openings want one port. */
  private inTurn(step: () => Promise<void>): Promise<void> {
    const done = this.turn.then(step);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async listen(port: number): Promise<void> {
    if (this.server) return;
    // Longer than any client pool keeps an idle connection: a scripted reset must be the only reset a test sees.
    const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, this.handle);
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, this.host, () => {
        server.off('error', reject);
        resolve();
      });
    });
    this.server = server;
    this.boundPort = (server.address() as AddressInfo).port;
  }

  private async hangUp(): Promise<void> {
    const server = this.server;
    if (!server) return;
    this.server = undefined;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}
