import type { Bilingual } from './bilingual';

/** What people call the states of a dossier, in the sentence "it is …". */
export const STATE_NAMES: Readonly<Record<string, Bilingual>> = {
  received: { vi: 'chờ cán bộ tiếp nhận', en: 'waiting for an officer' },
  accepted: { vi: 'đã được tiếp nhận', en: 'accepted' },
  queued: { vi: 'chờ gửi hệ thống hộ tịch', en: 'in line for the register' },
  sent: { vi: 'đang ở hệ thống hộ tịch', en: 'at the register' },
  supplement: { vi: 'chờ bổ sung', en: 'waiting for a supplement' },
  registered: { vi: 'đã đăng ký, chờ trả kết quả', en: 'registered' },
  completed: { vi: 'đã trả kết quả', en: 'completed' },
  refused: { vi: 'đã bị từ chối', en: 'refused' },
  withdrawn: { vi: 'đã được rút', en: 'withdrawn' },
  held: { vi: 'đang bị giữ, chờ người xử lý', en: 'held' },
};

/** What people call what is done with a dossier, in the sentence "it cannot …". */
export const MOVE_NAMES: Readonly<Record<string, Bilingual>> = {
  accept: { vi: 'tiếp nhận', en: 'be accepted' },
  requestSupplement: { vi: 'yêu cầu bổ sung', en: 'be sent back for a supplement' },
  refuse: { vi: 'từ chối', en: 'be refused' },
  complete: { vi: 'trả kết quả', en: 'be completed' },
  withdraw: { vi: 'rút', en: 'be withdrawn' },
  resubmit: { vi: 'gửi lại', en: 'be sent again' },
  change: { vi: 'thay đổi nội dung', en: 'be changed' },
  supplemented: { vi: 'nhận bản bổ sung', en: 'be supplemented' },
  send: { vi: 'gửi', en: 'be sent' },
  resume: { vi: 'hỏi lại', en: 'be asked about again' },
  register: { vi: 'ghi nhận kết quả', en: 'be registered' },
  hold: { vi: 'giữ lại', en: 'be held' },
};
