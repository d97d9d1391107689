import type { Environment, TimelineView } from '@hotich/nestjs';
import type { HoSoDetail } from '../ho-so/ho-so.service';
import { STATE_LABELS } from '../ho-so/states';
import { html, type Markup } from './html';
import { clock, layout } from './layout';

export interface TimelineOf {
  readonly environment: Environment;
  readonly nonce: string;
  readonly detail: HoSoDetail;
}

/** Everything that happened to one dossier: what, from where to where, who, why, when. */
export function timelinePage({ environment, nonce, detail: { hoSo, dossier, timeline } }: TimelineOf): string {
  const { vi, en } = STATE_LABELS[hoSo.trangThai];
  const main = html`<h2><code>${hoSo.maHoSo}</code> <small>${hoSo.maHoSoLT ?? ''}</small></h2>
    <p>
      <span class="state ${hoSo.trangThai}">${vi} · ${en}</span>
      ${dossier.module} · ${hoSo.tenCongDan} · phiên bản ${dossier.version}
    </p>
    ${dossier.diagnosis ? html`<p>${dossier.diagnosis.text.vi} — ${dossier.diagnosis.remedy.vi}</p>` : ''}
    <div class="wide">
      <table>
        <tr>
          <th>Thời điểm <span class="en">When</span></th>
          <th>Việc <span class="en">Event</span></th>
          <th>Trạng thái <span class="en">State</span></th>
          <th>Ai <span class="en">Who</span></th>
          <th>Lý do, chi tiết <span class="en">Why, facts</span></th>
        </tr>
        ${timeline.map(row)}
      </table>
    </div>`;
  return layout({ title: `Diễn biến ${hoSo.maHoSo}`, environment, nonce, main });
}

function row({ at, event, from, to, actor, reason, detail }: TimelineView): Markup {
  const moved = from !== undefined && from !== to ? `${STATE_LABELS[from].vi} → ` : '';
  return html`<tr>
    <td>${clock(at)}</td>
    <td><code>${event}</code></td>
    <td>${moved}${STATE_LABELS[to].vi}</td>
    <td>${actor}</td>
    <td>${reason ?? ''} ${detail ? html`<code>${JSON.stringify(detail)}</code>` : ''}</td>
  </tr>`;
}
