import type { Words } from '../words';

const STATES: Readonly<Record<string, Words>> = {
  received: { vi: 'chờ tiếp nhận', en: 'received' },
  accepted: { vi: 'đã tiếp nhận', en: 'accepted' },
  queued: { vi: 'chờ gửi hộ tịch', en: 'queued' },
  sent: { vi: 'đang ở hộ tịch', en: 'sent' },
  supplement: { vi: 'chờ bổ sung', en: 'supplement' },
  registered: { vi: 'chờ trả kết quả', en: 'registered' },
  completed: { vi: 'đã trả kết quả', en: 'completed' },
  refused: { vi: 'từ chối', en: 'refused' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
  held: { vi: 'tạm giữ', en: 'held' },
};

const EVENTS: Readonly<Record<string, Words>> = {
  receive: { vi: 'Nhận từ DVCLT', en: 'came in from DVCLT' },
  number: { vi: 'Cấp mã hồ sơ của tỉnh', en: 'given the province code' },
  submit: { vi: 'Lập tại quầy', en: 'filed at the counter' },
  accept: { vi: 'Cán bộ tiếp nhận', en: 'accepted by the officer' },
  queue: { vi: 'Xếp hàng gửi hộ tịch', en: 'in line for the register' },
  send: { vi: 'Hộ tịch đã nhận', en: 'taken in by the register' },
  'register.status': { vi: 'Hộ tịch cập nhật', en: 'register status' },
  requestSupplement: { vi: 'Yêu cầu bổ sung', en: 'supplement requested' },
  supplemented: { vi: 'Người dân bổ sung', en: 'supplemented by the citizen' },
  register: { vi: 'Hộ tịch đã đăng ký', en: 'registered' },
  complete: { vi: 'Trả kết quả', en: 'result handed over' },
  refuse: { vi: 'Từ chối', en: 'refused' },
  hold: { vi: 'Tạm giữ', en: 'held' },
  'report.delivered': { vi: 'DVCLT nhận trạng thái', en: 'reported to DVCLT' },
};

const said = (words: Words | undefined, name: string): Words => words ?? { vi: name, en: name };

export const stateLabel = (state: string): Words => said(STATES[state], state);

/** A timeline event in words, with the status it speaks of. */
export function eventLabel(event: string, detail: Readonly<Record<string, unknown>> = {}): Words {
  const { vi, en } = said(EVENTS[event], event);
  const status = detail['trangThai'];
  return typeof status === 'number' ? { vi: `${vi} ${status}`, en: `${en} ${status}` } : { vi, en };
}
