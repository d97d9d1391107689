import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** An HTTP forward proxy of the kind ministries put before the Internet: tunnels by CONNECT, or refuses to. */
export class ForwardProxy {
  /** `false`: every tunnel is answered with the refusal. */
  open = false;
  /** Tunnels asked for. */
  asked = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  /** @param refusal what is said before the connection is ended; nothing at all is said by those that are overloaded. */
  private constructor(private readonly refusal: string) {
    this.server = createServer((_request, response) => response.writeHead(502).end());
    this.server.on('connect', (request, client: Socket) => this.tunnel(request.url ?? '', client));
    this.server.on('connection', (socket) => this.keep(socket));
  }

  static async start(refusal: string): Promise<ForwardProxy> {
    const proxy = new ForwardProxy(refusal);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async end(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private tunnel(authority: string, client: Socket): void {
    this.asked++;
    if (!this.open) {
      client.end(this.refusal);
      return;
    }
    const [host = '', port = ''] = authority.split(':');
    const target = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(client).pipe(target);
    });
    this.keep(target);
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }
}
