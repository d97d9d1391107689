// The remotes of the benchmark, in a process of their own: tokens at once, every other answer after DELAY ms.
// KNOWS=all: the register holds every dossier it is asked about; otherwise those it was sent. STATUS: their trangThai.
import { createServer } from 'node:http';
import { answerTo } from './remote/answers.mjs';
import { Journal, Ledger } from './remote/ledger.mjs';

const delay = Number(process.env.DELAY);
const tokenSeconds = Number(process.env.TOKEN_SECONDS ?? 36_000);
const ledger = new Ledger();
const journal = new Journal();
const register = {
  status: Number(process.env.STATUS ?? 1),
  knows: (code) => process.env.KNOWS === 'all' || ledger.submitted.has(code),
};
let token = { value: 'bench-0', until: Infinity };
let down = false;

const controls = {
  '/bench/ledger': () => ledger.summary(),
  '/bench/times': () => journal.times,
  '/bench/arrivals': () => journal.arrivals,
  '/bench/down': () => (down = true),
  '/bench/up': () => (down = false),
  '/bench/revoke': () => (token = { value: 'nobody has this', until: 0 }),
};

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const answer = (body, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const control = controls[request.url];
    if (control) return answer(control());
    if (request.url.endsWith('/token')) return answer(newToken());
    const body = Buffer.concat(chunks).toString();
    const call = answerTo(request.url, body, register) ?? { kind: 'unknown', codes: [] };
    if (down) return refuse(response, call);
    if (tokenSeconds < 36_000 && !admitted(request))
      return answer({ code: 900901, message: 'Invalid Credentials' }, 401);
    journal.began(call);
    ledger.began(call);
    setTimeout(() => {
      answer(call.body, call.body ? 200 : 404);
      ledger.ended(call);
    }, delay);
  });
})
  .on('connection', (socket) => socket.setNoDelay(true))
  .listen(0, '127.0.0.1', function () {
    process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${this.address().port}` })}\n`);
  });

/** One token at a time, as WSO2 has it: asking again ends the one before. */
function newToken() {
  journal.note('token');
  token = { value: `bench-${journal.times.token.length}`, until: Date.now() + tokenSeconds * 1_000 };
  return { access_token: token.value, token: token.value, expires_in: tokenSeconds };
}

const admitted = ({ headers }) => headers.authorization === `Bearer ${token.value}` && Date.now() < token.until;

/** What a gateway says while what stands behind it is down. */
function refuse(response, { kind }) {
  journal.note(`${kind}WhileDown`);
  response.writeHead(503, { 'content-type': 'text/html' });
  response.end('<html><body>503 Service Unavailable</body></html>');
}
