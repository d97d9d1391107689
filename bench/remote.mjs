// The register of the benchmark, in its own process: a token at once, every other answer after DELAY ms.
import { createServer } from 'node:http';

const delay = Number(process.env.DELAY);
let calls = 0;

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const answer = (body) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.url === '/calls') return answer({ calls });
    if (request.url === '/token') return answer({ access_token: 'bench', expires_in: 36_000 });
    calls++;
    const sweep = request.url.endsWith('layKetQuaDKHT') && JSON.parse(Buffer.concat(chunks).toString());
    const value =
      sweep && sweep.maDinhDanhHoSo.map((maHoSoMCDT) => ({ maHoSoMCDT, module: sweep.module, trangThai: 1 }));
    setTimeout(() => answer(value ? { status: 1, value } : { status: '1', statusDescription: 'OK' }), delay);
  });
})
  .on('connection', (socket) => socket.setNoDelay(true))
  .listen(0, '127.0.0.1', function () {
    process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${this.address().port}` })}\n`);
  });
