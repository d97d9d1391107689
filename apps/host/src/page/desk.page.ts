import type { DeliveryView, DossierState, Environment } from '@hotich/nestjs';
import type { HoSo, LoaiHoSo } from '../ho-so/ho-so.entity';
import type { HoSoPage } from '../ho-so/ho-so.service';
import { STATE_LABELS } from '../ho-so/states';
import { DESK_SCRIPT } from './desk.script';
import { html, type Markup } from './html';
import { clock, layout } from './layout';

const LOAI_LABELS: Readonly<Record<LoaiHoSo, string>> = { 'khai-sinh': 'Khai sinh', 'khai-tu': 'Khai tử' };

interface Action {
  /** Last part of the route. */
  readonly path: string;
  readonly label: string;
  /** Suggested words where a reason is obligatory. */
  readonly reason?: string;
}

const SUPPLEMENT: Action = { path: 'bo-sung', label: 'Bổ sung', reason: 'Đề nghị bổ sung giấy tờ' };
const REFUSE: Action = { path: 'tu-choi', label: 'Từ chối', reason: 'Hồ sơ không đủ điều kiện' };
const SEND_AGAIN: Action = { path: 'gui-lai', label: 'Gửi lại' };
const ACTIONS: Partial<Record<DossierState, readonly Action[]>> = {
  received: [{ path: 'tiep-nhan', label: 'Tiếp nhận' }, SUPPLEMENT, REFUSE],
  supplement: [REFUSE],
  registered: [{ path: 'tra-ket-qua', label: 'Trả kết quả' }],
  held: [SEND_AGAIN, SUPPLEMENT, REFUSE],
};
/** DVCLT brings no supplement of what was filed at the counter: the officer sends it again with what he was given. */
const AT_COUNTER: typeof ACTIONS = { ...ACTIONS, supplement: [SEND_AGAIN, REFUSE], held: [SEND_AGAIN, REFUSE] };

export interface Desk {
  readonly environment: Environment;
  readonly nonce: string;
  readonly page: HoSoPage;
  readonly counts: ReadonlyMap<DossierState, number>;
  readonly held: readonly DeliveryView[];
}

/** The officer's desk: the newest dossiers, what may be done with each, and what could not be taken in. */
export function deskPage({ environment, nonce, page, counts, held }: Desk): string {
  const main = html`<ul class="counts">
      ${[...counts].map(([state, count]) => html`<li>${STATE_LABELS[state].vi}: <b>${count}</b></li>`)}
    </ul>
    ${held.length > 0 ? heldTable(held) : ''}
    <div class="wide">
      ${
        page.danhSach.length === 0
          ? html`<p class="empty">Chưa có hồ sơ nào · No dossier yet</p>`
          : html`<table>
              <tr>
                <th>Mã hồ sơ <span class="en">Code</span></th>
                <th>Loại <span class="en">Kind</span></th>
                <th>Công dân <span class="en">Citizen</span></th>
                <th>Đơn vị <span class="en">Unit</span></th>
                <th>Trạng thái <span class="en">State</span></th>
                <th>Kết quả <span class="en">Result</span></th>
                <th>Thao tác <span class="en">Actions</span></th>
              </tr>
              ${page.danhSach.map(row)}
            </table>`
      }
    </div>
    <p><small>${page.danhSach.length} / ${page.tong} hồ sơ mới nhất · newest dossiers</small></p>`;
  return layout({ title: 'Hồ sơ hộ tịch · Civil-status dossiers', environment, nonce, main, script: DESK_SCRIPT });
}

function row(hoSo: HoSo): Markup {
  const { vi, en } = STATE_LABELS[hoSo.trangThai];
  const code = encodeURIComponent(hoSo.maHoSo);
  return html`<tr>
    <td>
      <a href="/dien-bien/${code}"><code>${hoSo.maHoSo}</code></a>
      ${hoSo.maHoSoLT === null ? html`<p>nộp tại quầy · at the counter</p>` : html`<p><code>${hoSo.maHoSoLT}</code></p>`}
    </td>
    <td>${LOAI_LABELS[hoSo.loai]}</td>
    <td>${hoSo.tenCongDan}</td>
    <td><code>${hoSo.donVi}</code></td>
    <td>
      <span class="state ${hoSo.trangThai}" title="${en}">${vi}</span>
      <p>${hoSo.lyDo ?? clock(hoSo.capNhatLuc)}</p>
    </td>
    <td>
      ${hoSo.soDangKy === null ? '' : html`Số ${hoSo.soDangKy}`}
      ${hoSo.ketQuaFileId === null ? '' : html`<p><a href="/ho-so/${code}/ket-qua">Bản điện tử · PDF</a></p>`}
    </td>
    <td>${(actionsOf(hoSo)[hoSo.trangThai] ?? []).map((action) => button(code, action))}</td>
  </tr>`;
}

function actionsOf({ maHoSoLT }: HoSo): typeof ACTIONS {
  return maHoSoLT === null ? AT_COUNTER : ACTIONS;
}

function button(code: string, { path, label, reason }: Action): Markup {
  return html`<button data-post="/ho-so/${code}/${path}" data-reason="${reason ?? ''}">${label}</button>`;
}

function heldTable(held: readonly DeliveryView[]): Markup {
  return html`<div class="wide">
      <table>
        <tr>
          <th>Chưa nhận được từ DVCLT <span class="en">Not taken in yet</span></th>
          <th>Nguyên nhân <span class="en">Cause</span></th>
          <th>Cách xử lý <span class="en">Remedy</span></th>
          <th></th>
        </tr>
        ${held.map(
          ({ maHoSoLT, diagnosis }) =>
            html`<tr>
              <td><code>${maHoSoLT}</code></td>
              <td>${diagnosis?.text.vi ?? ''}</td>
              <td>${diagnosis?.remedy.vi ?? ''}</td>
              <td><button data-post="/giao-nhan/${encodeURIComponent(maHoSoLT)}/thu-lai">Thử lại</button></td>
            </tr>`,
        )}
      </table>
    </div>
    <br />`;
}
