// Answers every request at once with the same bytes, and reads no more of it than where it ends: so that a client's own cost
// is what is seen.
import { createServer } from 'node:net';

const BODY = JSON.stringify({ status: '1', access_token: 'bench', expires_in: 36_000 });
const answer = (body) =>
  Buffer.from(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: keep-alive\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
const ANSWER = answer(BODY);
let posts = 0;

createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    for (let head; (head = text.indexOf('\r\n\r\n')) >= 0;) {
      const length = Number(/content-length: *(\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
      if (text.length < head + 4 + length) return;
      const ledger = text.startsWith('GET /bench/ledger');
      const token = text.startsWith('POST /token');
      if (!ledger && !token) posts++;
      socket.write(ledger ? answer(JSON.stringify({ calls: posts })) : ANSWER);
      text = text.slice(head + 4 + length);
    }
  });
}).listen(0, '127.0.0.1', function () {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${this.address().port}` })}\n`);
});
