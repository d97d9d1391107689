import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpService } from '@nestjs/axios';
import axios, { type AxiosInstance } from 'axios';
import { HotichSealError } from '../errors';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { DocumentTray } from './document-tray';
import { HttpDoor } from './http-door';
import type { Turn } from './turn';

const LARGE = Buffer.alloc(300_000, 'GIAY ').toString('base64');

describe('HttpDoor', () => {
  let server: Server;
  let url: string;
  let seen: IncomingMessage[];
  let axiosRef: AxiosInstance;
  let door: HttpDoor;
  let gateway: { concurrency: number; timeoutMs: number; connectTimeoutMs: number; maxResponseBytes: number };

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request);
      request.resume().on('end', () => {
        if (request.url === '/silent') return;
        response.setHeader('content-type', 'application/json');
        if (request.url === '/cut') {
          response.setHeader('content-length', 900_000);
          response.write(`{"giayKhaiSinh":"${LARGE.slice(0, 200_000)}`);
          setTimeout(() => response.destroy(), 20);
        } else response.end(request.url === '/large' ? JSON.stringify({ giayKhaiSinh: LARGE }) : '\uFEFF{"status":1}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  beforeEach(() => {
    seen = [];
    axiosRef = axios.create();
    gateway = { concurrency: 4, timeoutMs: 10_000, connectTimeoutMs: 1_000, maxResponseBytes: 1_000_000 };
    door = new HttpDoor(new HttpService(axiosRef), { gateway } as ResolvedOptions);
  });
  afterEach(() => door.onApplicationShutdown());

  const send = (path: string, tray?: DocumentTray, claim?: Pick<Turn, 'holds'>) =>
    door.send('gateway', {
      method: 'POST',
      url: url + path,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: ['{"họ":"tên"}'],
      safe: true,
      ...(claim ? { claim } : {}),
      ...(tray ? { tray } : {}),
    });

  describe.each([
    ['as it is', () => undefined],
    ['with an interceptor of the host', () => void axiosRef.interceptors.request.use((config) => config)],
  ])('%s', (_how, prepare) => {
    beforeEach(prepare);

    it.each([
      ['its length', `content-length: ${Buffer.byteLength(JSON.stringify({ giayKhaiSinh: LARGE }))}\r\n`],
      ['no length', ''],
    ])(
      'reads an answer with %s of a server that closes while its document is still being put aside',
      async (_, head) => {
        const closing = createSocketServer((socket) => {
          socket.on('error', () => undefined);
          socket.once('data', () => {
            socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${head}connection: close\r\n\r\n`);
            socket.end(JSON.stringify({ giayKhaiSinh: LARGE }));
          });
        });
        await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
        const there = url;
        url = `http://127.0.0.1:${(closing.address() as AddressInfo).port}`;
        const tray = new DocumentTray({ environment: 'test' });
        const flush = tray.flush.bind(tray);
        jest.spyOn(tray, 'flush').mockImplementation(() => sleep(20).then(flush));
        const { body } = await send('/', tray);
        const { giayKhaiSinh } = JSON.parse(body) as { giayKhaiSinh: string };
        let text = '';
        for await (const piece of tray.content(giayKhaiSinh).read()) text += piece;
        expect(text === LARGE).toBe(true);
        await tray.close();
        url = there;
        await new Promise((resolve) => closing.close(resolve));
      },
    );

    it('writes nothing where its claim was lost while it waited for a connection', async () => {
      let connected = false;
      server.once('connection', () => (connected = true));
      const refused = send('/', undefined, { holds: () => !connected });
      await expect(refused).rejects.toMatchObject({ kind: 'transient', carrier: 'gateway' });
      expect(connected).toBe(true);
      await send('/', undefined, { holds: () => true });
      expect(seen).toHaveLength(1);
    });

    it('sends what it is given, and the headers the host gave its HttpService', async () => {
      axiosRef.defaults.headers.common['X-Tinh'] = '24';
      axiosRef.defaults.headers.post['X-Only-Post'] = '1';
      axiosRef.defaults.headers['X-App'] = 'mcdt';
      axiosRef.defaults.headers.common['X-App'] = 'common';
      axiosRef.defaults.headers.common['Accept'] = 'text/plain';
      expect(await send('/')).toMatchObject({ status: 200, body: '{"status":1}' });
      expect(seen[0]).toMatchObject({ method: 'POST', url: '/' });
      expect(seen[0]!.headers).toMatchObject({
        accept: 'application/json',
        'accept-encoding': 'identity',
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength('{"họ":"tên"}')),
        'x-tinh': '24',
        'x-only-post': '1',
        'x-app': 'mcdt',
      });
    });

    it('puts the documents of an answer aside, when told where', async () => {
      expect(JSON.parse((await send('/large')).body)).toEqual({ giayKhaiSinh: LARGE });
      const tray = new DocumentTray({ environment: 'test' });
      const { body } = await send('/large', tray);
      expect(body.length).toBeLessThan(500);
      const note = (JSON.parse(body) as { giayKhaiSinh: string }).giayKhaiSinh;
      let text = '';
      for await (const piece of tray.content(note).read()) text += piece;
      expect(text).toBe(LARGE);
      await tray.close();
    });

    it.each([
      [0, new HotichSealError('hotich_file_chunk.content', 'invented', 'k1', 'damaged')],
      [2, Object.assign(new Error('the store is away'), { code: 'ECONNREFUSED' })],
    ])(
      'a document that cannot be read, after %i pieces, is not the fault of the remote',
      async (pieces, unreadable) => {
        const read = async function* () {
          for (let i = 0; i < pieces; i++) yield await Promise.resolve(LARGE);
          throw unreadable;
        };
        const body = ['{"giayKhaiSinh":"', { length: 3 * LARGE.length, read }, '"}'];
        const request = { method: 'POST', url: `${url}/`, headers: {}, body, safe: false } as const;
        await expect(door.send('gateway', request)).rejects.toBe(unreadable);
      },
    );

    it('what breaks off before the first byte was surely not taken, and what does after it may have been', async () => {
      const resetting = createSocketServer((socket) => {
        socket.on('error', () => undefined).once('data', () => socket.resetAndDestroy());
      });
      await new Promise<void>((resolve) => resetting.listen(0, '127.0.0.1', resolve));
      const { port } = resetting.address() as AddressInfo;
      const submit = (scheme: string) =>
        door.send('gateway', {
          method: 'POST',
          url: `${scheme}://127.0.0.1:${port}/`,
          headers: {},
          body: ['x'],
          safe: false,
        });
      // What it hears first is the beginning of a handshake.
      await expect(submit('https')).rejects.toMatchObject({ kind: 'transient', remoteCode: 'ECONNRESET' });
      await expect(submit('http')).rejects.toMatchObject({ kind: 'unknown' });
      await new Promise((resolve) => resetting.close(resolve));
    });

    it.each([
      ['/silent', 'ETIMEDOUT|UND_ERR_HEADERS_TIMEOUT'],
      ['/cut', 'UND_ERR_SOCKET|ECONNRESET'],
    ])('%s is no answer', async (path, code) => {
      if (path === '/silent') gateway.timeoutMs = 400;
      const tray = new DocumentTray({ environment: 'test' });
      const error = await send(path, tray).catch((e: unknown) => e);
      await tray.close();
      expect(error).toMatchObject({ code: 'HT-4001', kind: 'transient' });
      expect((error as { remoteCode: string }).remoteCode).toMatch(new RegExp(code));
    });
  });

  it('lets the interceptors of the host see and change what passes, until they are ejected', async () => {
    const bodies: string[] = [];
    const request = axiosRef.interceptors.request.use((config) => {
      config.headers.set('x-trace', 'abc');
      return config;
    });
    const response = axiosRef.interceptors.response.use((answer) => {
      bodies.push(answer.data as string);
      return { ...answer, data: '{"status":0}' };
    });
    expect((await send('/')).body).toBe('{"status":0}');
    axiosRef.interceptors.request.eject(request);
    axiosRef.interceptors.response.eject(response);
    expect((await send('/')).body).toBe('{"status":1}');
    expect(bodies).toEqual(['{"status":1}']);
    expect(seen.map(({ headers }) => headers['x-trace'])).toEqual(['abc', undefined]);
  });

  it('gives up a request that waits for a connection longer than it may, and never sends it', async () => {
    Object.assign(gateway, { timeoutMs: 400, connectTimeoutMs: 100 });
    // Two lanes of four, and one beside them.
    const first = Array.from({ length: 9 }, () => send('/silent'));
    // Those that wait may wait for less: of equal limits the last could, on a busy machine, outlive the first.
    gateway.timeoutMs = 100;
    const all = await Promise.allSettled([...first, ...Array.from({ length: 3 }, () => send('/silent'))]);
    expect(all.every(({ status }) => status === 'rejected')).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toHaveLength(9);
  });

  describe('through a proxy', () => {
    let proxy: ReturnType<typeof createSocketServer>;
    let reply: (socket: Socket) => void;
    let connections: number;

    beforeEach(async () => {
      connections = 0;
      proxy = createSocketServer((socket) => {
        connections++;
        socket.on('error', () => undefined).once('data', () => reply(socket));
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const uri = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const gateway = {
        concurrency: 4,
        timeoutMs: 5_000,
        connectTimeoutMs: 100,
        maxResponseBytes: 1_000_000,
        proxy: uri,
      };
      door = new HttpDoor(new HttpService(axiosRef), { gateway } as ResolvedOptions);
    });
    const submit = () =>
      door.send('gateway', { method: 'POST', url: `${url}/`, headers: {}, body: ['x'], safe: false });
    afterEach(async () => {
      await door.close();
      await new Promise((resolve) => proxy.close(resolve));
    });

    it('that hangs up without a word is not called again and again', async () => {
      reply = (socket) => socket.end();
      await expect(submit()).rejects.toMatchObject({ code: 'HT-4001', kind: 'transient' });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(connections).toBeLessThanOrEqual(2);
    });

    it('that takes the connection and says nothing is given up as soon as one that takes none', async () => {
      const closed = new Promise((resolve) => (reply = (socket) => socket.on('close', resolve)));
      await expect(submit()).rejects.toMatchObject({ kind: 'transient', remoteCode: 'UND_ERR_PRX_CONN' });
      await closed;
      expect(connections).toBeLessThanOrEqual(2);
    });

    it.each([403, 407, 502])('that answers %i has let nothing through', async (status) => {
      reply = (socket) => socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
      await expect(submit()).rejects.toMatchObject({ kind: 'transient', remoteCode: 'UND_ERR_ABORTED' });
      expect(seen).toEqual([]);
    });
  });
});
