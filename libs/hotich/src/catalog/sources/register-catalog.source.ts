import type { CarrierService } from '../../carrier';
import { registerErrorOf, V1_ERROR_FIELDS } from '../../contract';
import { readAnswer } from '../../contract/register/answer-head';
import { own } from '../../contract/wire-json';
import { HotichRefusedError } from '../../errors';
import type { CatalogKind } from '../catalog-kinds';
import { readEntries, readRows, type CatalogColumns } from './catalog-rows';
import { HotichCatalogSource, type CatalogListVersion, type ListFailure } from './catalog-source';
import { loadEach } from './load-each';

/** Catalogs of version 1.0 by `loaiDanhMuc` (wire contract 6.0, attested A). */
const CATALOGS: readonly { readonly loaiDanhMuc: number; readonly kind: CatalogKind; readonly digits?: number }[] = [
  { loaiDanhMuc: 1, kind: 'quocTich' },
  { loaiDanhMuc: 2, kind: 'quocGia' },
  { loaiDanhMuc: 3, kind: 'danToc' },
  { loaiDanhMuc: 4, kind: 'tinhThanh', digits: 2 },
  { loaiDanhMuc: 5, kind: 'loaiGiayToTuyThan' },
];

/** The register's own lists: the service `danhMuc` of version 1.0, the only one whose shape is public. */
export class RegisterCatalogSource extends HotichCatalogSource {
  readonly name = 'register danhMuc 1.0';

  constructor(
    private readonly carrier: CarrierService,
    private readonly path: string,
    private readonly columns: CatalogColumns,
  ) {
    super();
  }

  load(failed: ListFailure): Promise<CatalogListVersion[]> {
    return loadEach(
      CATALOGS,
      ({ kind }) => kind,
      (catalog) => this.list(catalog),
      failed,
    );
  }

  private async list({ loaiDanhMuc, kind, digits }: (typeof CATALOGS)[number]): Promise<CatalogListVersion> {
    const answer = await this.carrier.request('gateway', {
      operation: 'register.catalog',
      method: 'POST',
      path: this.path,
      body: [JSON.stringify({ loaiDanhMuc })],
      codes: [],
      safe: true,
      aside: true,
    });
    const { head, body } = readAnswer(answer.body, V1_ERROR_FIELDS);
    if (head.status !== '1') throw refused(head.errorCode, head.errorDescription ?? head.statusDescription);
    const path = `value (loaiDanhMuc ${loaiDanhMuc})`;
    const rows = readRows(own(body, 'value'), path);
    return { kind, system: 'register', entries: readEntries(rows, path, { columns: this.columns, digits }) };
  }
}

function refused(code: string | undefined, sentence: string | undefined): HotichRefusedError {
  const known = registerErrorOf(code);
  return new HotichRefusedError('register', sentence ?? known?.meaning.vi ?? `status 0, ${code ?? '?'}`, [], code, {
    vi:
      known?.errorClass === 'configuration'
        ? 'Kiểm tra tài khoản và địa chỉ IP đã đăng ký'
        : 'Liên hệ đơn vị vận hành hộ tịch',
    en:
      known?.errorClass === 'configuration'
        ? 'Check the account and the registered IP address'
        : "Contact the register's operator",
  });
}
