import { Markup } from './html';

/** Presses the REST routes for the buttons, and renews the list every two seconds without disturbing whoever works on it. */
export const DESK_SCRIPT = new Markup(`
const main = document.querySelector('main');
async function renew() {
  const answer = await fetch('/');
  // Without its style: that carries the nonce of another answer, and would be refused aloud.
  const text = (await answer.text()).replace(/<style[^]*?<\\/style>/, '');
  const page = new DOMParser().parseFromString(text, 'text/html');
  main.replaceChildren(...page.querySelector('main').childNodes);
}
function say(text) {
  const note = document.createElement('p');
  note.setAttribute('role', 'alert');
  note.textContent = text;
  document.body.append(note);
  setTimeout(() => note.remove(), 8000);
}
main.addEventListener('click', async ({ target }) => {
  const path = target.dataset?.post;
  if (!path) return;
  const suggested = target.dataset.reason;
  const lyDo = suggested ? prompt('Lý do (người dân đọc được) · Reason, told to the citizen', suggested) : undefined;
  if (lyDo === null) return;
  target.disabled = true;
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-can-bo': 'can-bo.mau' },
    body: JSON.stringify(lyDo === undefined ? {} : { lyDo }),
  });
  if (!answer.ok) {
    const { message, problems = [], remedy } = await answer.json();
    say([message?.vi ?? message, ...problems.map((p) => p.path + ': ' + p.message.vi), remedy?.vi].filter(Boolean).join(' — '));
  }
  await renew();
});
setInterval(() => renew().catch(() => undefined), 2000);`);
