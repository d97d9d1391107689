import type { InterlinkDossierView } from '../interlink/interlink-desk';
import type { RegisterDossier } from '../register/register-dossier';
import { html, SafeHtml } from './html';
import type { Remotes } from './remotes';

const STATUS_NAMES: Readonly<Record<number, string>> = {
  1: 'Chờ tiếp nhận · waiting',
  2: 'Yêu cầu bổ sung · supplement',
  3: 'Đủ điều kiện · eligible',
  4: 'Đã đăng ký · registered',
  6: 'Từ chối · refused',
};

const STYLE = new SafeHtml(`
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
  body { margin: 1.5rem auto; max-width: 76rem; padding: 0 1rem }
  table { border-collapse: collapse; width: 100% } th, td { padding: .35rem .6rem; text-align: left; vertical-align: top }
  th { border-bottom: 2px solid currentColor } td { border-bottom: 1px solid #8884 }
  form { display: inline-block; margin: .1rem } code { white-space: nowrap } .muted { opacity: .7 }
  p[role=alert] { background: #b42318; color: #fff; padding: .5rem .8rem; border-radius: .3rem }`);

/** Reloads by itself, but never under someone's hands. */
const REFRESH = new SafeHtml(`setInterval(() => {
  if (!document.activeElement || document.activeElement === document.body) location.replace('/');
}, 3000)`);

/** The status page: what the register and DVCLT hold, with the officer's buttons. */
export function renderPage(remotes: Remotes, message: string | null): string {
  const dossiers = [...remotes.register.dossiers()].reverse();
  const national = [...remotes.interlink.dossiers()].reverse();
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Mô phỏng hộ tịch · Hotich simulator</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <h1>Mô phỏng Hộ tịch &amp; DVCLT <small class="muted">Hotich simulator</small></h1>
        <p>
          NDXP/LGSP <code>${remotes.gatewayUrl}</code> ${upMark(remotes.isUp('gateway'))} · DVCLT
          <code>${remotes.interlinkUrl}</code> ${upMark(remotes.isUp('interlink'))}
        </p>
        ${message ? html`<p role="alert">${message}</p>` : ''}
        <p>
          ${button('/_ui/citizen/births', 'Nộp hồ sơ khai sinh · File a birth')}
          ${button('/_ui/citizen/deaths', 'Nộp hồ sơ khai tử · File a death')}
        </p>
        <h2>Sổ hộ tịch <small class="muted">Register (${dossiers.length})</small></h2>
        <table>
          <tr>
            <th>Mã hồ sơ · Code</th>
            <th>Loại · Module</th>
            <th>Phiên bản · Version</th>
            <th>Đơn vị · Unit</th>
            <th>Trạng thái · Status</th>
            <th>Thao tác · Actions</th>
          </tr>
          ${dossiers.map(registerRow)}
        </table>
        <h2>DVC liên thông <small class="muted">DVCLT (${national.length})</small></h2>
        <table>
          <tr>
            <th>Mã hồ sơ · Code</th>
            <th>Loại · Module</th>
            <th>Lần nộp · Version</th>
            <th>Đã nhận · Acknowledged</th>
            <th>Trạng thái đã nhận · Statuses</th>
            <th>Công dân · Citizen</th>
          </tr>
          ${national.map(nationalRow)}
        </table>
        <script>
          ${REFRESH};
        </script>
      </body>
    </html>`.text;
}

const upMark = (up: boolean): string => (up ? '● hoạt động · up' : '○ ngừng · down');

function registerRow(dossier: Readonly<RegisterDossier>): SafeHtml {
  const lt = dossier.maHoSoLT ? html`<br /><code class="muted">${dossier.maHoSoLT}</code>` : '';
  return html`<tr>
    <td><code>${dossier.maHoSoMCDT}</code>${lt}</td>
    <td>${dossier.module}</td>
    <td>v${dossier.contract}</td>
    <td>${dossier.maDonVi}</td>
    <td>${dossier.trangThai} – ${STATUS_NAMES[dossier.trangThai] ?? ''}${dossier.received ? '' : ' *'}</td>
    <td>${actions(dossier)}</td>
  </tr>`;
}

function actions({ maHoSoMCDT, trangThai, received, registration }: Readonly<RegisterDossier>): SafeHtml[] {
  const at = (action: string): string => `/_ui/register/${encodeURIComponent(maHoSoMCDT)}/${action}`;
  const open = trangThai === 1 || trangThai === 3;
  const undecided = open || trangThai === 2;
  const offered: SafeHtml[] = [];
  if (trangThai === 1 && !received) offered.push(button(at('receive'), 'Tiếp nhận · Receive'));
  if (trangThai === 1) offered.push(button(at('eligible'), 'Đủ điều kiện · Eligible'));
  if (undecided) offered.push(button(at('issue'), 'Đăng ký & ký số · Register & sign'));
  if (open) offered.push(reasonForm(at('supplement'), 'Bổ sung · Supplement', 'Đề nghị bổ sung giấy tờ'));
  if (undecided) offered.push(reasonForm(at('refuse'), 'Từ chối · Refuse', 'Hồ sơ không đủ điều kiện'));
  if (registration?.certificateBase64) {
    const href = `/_sim/register/dossiers/${encodeURIComponent(maHoSoMCDT)}/certificate`;
    offered.push(html`<a href="${href}">PDF</a>`);
  }
  return offered;
}

function nationalRow(dossier: InterlinkDossierView): SafeHtml {
  const supplement = `/_ui/citizen/${encodeURIComponent(dossier.maHoSo)}/supplement`;
  return html`<tr>
    <td><code>${dossier.maHoSo}</code></td>
    <td>${dossier.module}</td>
    <td>${dossier.version}</td>
    <td>${dossier.acknowledged ? 'Rồi · yes' : 'Chưa · no'}</td>
    <td>${dossier.statuses.join(' → ')}</td>
    <td>${dossier.statuses.at(-1) === 2 ? button(supplement, 'Nộp bổ sung · Supplement') : ''}</td>
  </tr>`;
}

function button(action: string, label: string): SafeHtml {
  return html`<form method="post" action="${action}"><button>${label}</button></form>`;
}

function reasonForm(action: string, label: string, reason: string): SafeHtml {
  return html`<form method="post" action="${action}">
    <input name="reason" value="${reason}" aria-label="Lý do · Reason" required /><button>${label}</button>
  </form>`;
}
