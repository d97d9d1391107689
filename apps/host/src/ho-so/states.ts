import type { Bilingual, DossierState } from '@hotich/nestjs';

/** What people call the states; the compiler sees to it that none is forgotten. */
export const STATE_LABELS: Readonly<Record<DossierState, Bilingual>> = {
  received: { vi: 'Chờ tiếp nhận', en: 'waiting for an officer' },
  accepted: { vi: 'Đã tiếp nhận', en: 'accepted' },
  queued: { vi: 'Chờ gửi hộ tịch', en: 'to be sent to the register' },
  sent: { vi: 'Đang ở hộ tịch', en: 'at the register' },
  supplement: { vi: 'Chờ bổ sung', en: 'to be supplemented' },
  registered: { vi: 'Chờ trả kết quả', en: 'result to be handed over' },
  completed: { vi: 'Đã trả kết quả', en: 'completed' },
  refused: { vi: 'Từ chối', en: 'refused' },
  withdrawn: { vi: 'Đã rút', en: 'withdrawn' },
  held: { vi: 'Tạm giữ', en: 'held: needs a person' },
};

export const STATES = Object.keys(STATE_LABELS) as DossierState[];
