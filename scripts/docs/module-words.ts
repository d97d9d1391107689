import type { Bilingual, ModuleCode } from '../library';

/** What each module is for. Source: the Ministry's 2024 deck and the laws it names; BS: public clients of 2025. */
export const PURPOSES: Readonly<Record<ModuleCode, Bilingual>> = {
  LTKS: {
    vi: 'Phần hộ tịch của nhóm thủ tục liên thông về khai sinh (Nghị định 63/2024/NĐ-CP): khai sinh cùng đăng ký thường trú và bảo hiểm y tế cho trẻ dưới 6 tuổi. Kết quả là giấy khai sinh đã ký số.',
    en: 'The civil-status part of the interlinked birth procedures (Decree 63/2024): birth together with residence and health insurance of a child under six. The result is the signed birth certificate.',
  },
  LTKT: {
    vi: 'Phần hộ tịch của nhóm thủ tục liên thông về khai tử (Nghị định 63/2024/NĐ-CP). Kết quả là trích lục khai tử đã ký số.',
    en: 'The civil-status part of the interlinked death procedures (Decree 63/2024). The result is the signed death extract.',
  },
  LTKH: {
    vi: 'Đăng ký kết hôn gộp với xác nhận tình trạng hôn nhân. Liên thông giữa các đơn vị hộ tịch, không qua DVCLT: hồ sơ nộp tại tỉnh.',
    en: 'Marriage registration joined with the marital-status certificate. It links civil-status units with one another, not through DVCLT: the dossier is filed at the province.',
  },
  KS: { vi: 'Đăng ký khai sinh nộp tại tỉnh.', en: 'Birth registration filed at the province.' },
  KT: { vi: 'Đăng ký khai tử nộp tại tỉnh.', en: 'Death registration filed at the province.' },
  KH: { vi: 'Đăng ký kết hôn.', en: 'Marriage registration.' },
  HN: {
    vi: 'Cấp giấy xác nhận tình trạng hôn nhân, để kết hôn hoặc cho mục đích khác.',
    en: 'Certificate of marital status, to marry or for another purpose.',
  },
  CMC: {
    vi: 'Đăng ký việc cha hoặc mẹ nhận con, con nhận cha hoặc mẹ.',
    en: 'Recognition of a child by father or mother, or of a parent by the child.',
  },
  LH: {
    vi: 'Ghi vào sổ việc ly hôn, hủy kết hôn hoặc kết hôn đã giải quyết ở nước ngoài: một mã cho nhiều thủ tục.',
    en: 'Noting a divorce, an annulment or a marriage settled abroad: one code for several procedures.',
  },
  GH: { vi: 'Đăng ký giám hộ.', en: 'Registration of guardianship.' },
  TGH: {
    vi: 'Đăng ký chấm dứt giám hộ, theo tài liệu năm 2024 của Bộ Tư pháp; ngoài tài liệu đó chưa nguồn công khai nào nói mã này là gì.',
    en: "End of guardianship by the Ministry's 2024 deck; beside it no public source says what the code stands for.",
  },
  BS: {
    vi: 'Cấp bản sao trích lục hộ tịch. Không có trong tài liệu năm 2024 của Bộ Tư pháp; thấy ở các hệ thống công khai từ năm 2025.',
    en: "Copies of civil-status extracts. Not in the Ministry's 2024 deck; seen in public clients since 2025.",
  },
};

export const FROM_INTERLINK: Bilingual = {
  vi: 'Hồ sơ đến từ DVCLT (mã `G22…`, bắt buộc trong `maHoSoLT`); mọi trạng thái được báo lại cho DVCLT theo đúng thứ tự.',
  en: 'The dossier comes from DVCLT (code `G22…`, obligatory as `maHoSoLT`); every status is reported back there in order.',
};

export const FROM_PROVINCE: Bilingual = {
  vi: 'Hồ sơ nộp tại tỉnh: hệ thống chủ gọi `DossierSyncService.submit()`; không báo cho DVCLT.',
  en: 'The dossier is filed at the province: the host calls `DossierSyncService.submit()`; nothing is reported to DVCLT.',
};

export const SIBLINGS: Bilingual = {
  vi: 'Hay nhầm với (hỏi trạng thái sai mã thì phần mềm hộ tịch trả lời rỗng)',
  en: 'often confused with (a question under the wrong code is answered with nothing)',
};

export const NAMES_NOT_PUBLIC: Bilingual = {
  vi: 'Tên trường riêng của nghiệp vụ này chưa được công bố: tỉnh nhận tên cùng tài liệu kết nối, đặt giá trị vào `fields`, đổi tên bằng `register.forms`. Màn hình của Bộ Tư pháp có các nội dung sau (là nhãn, không phải tên trường):',
  en: "The names of this module's own fields are not public: the province is given them with its connection documents, puts the values into `fields` and renames them with `register.forms`. The Ministry's screens show the following (labels, not field names):",
};

export const NOT_CARRIED: Bilingual = {
  vi: 'Chưa phiên bản nào mang kiểu này; dành cho ngày Bộ Tư pháp mở nghiệp vụ ở 3.0 (`register.versionModules`).',
  en: 'No version carries it yet; it is there for the day the Ministry opens the module in 3.0 (`register.versionModules`).',
};
