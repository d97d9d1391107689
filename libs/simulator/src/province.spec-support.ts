import type { HotichSimulator } from './simulator';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: Record<string, unknown> | undefined;
}

const requester = {
  nycHoTen: 'TRẦN THỊ MẪU',
  nycQuanHe: 'Mẹ',
  nycLoaiGiayToTuyThan: '4',
  nycSoGiayToTuyThan: '001099000002',
};

export const birthPayload = (overrides: object = {}): Record<string, unknown> => ({
  loaiDangKy: '1',
  noiDangKy: '07210',
  nksHoTen: 'NGUYỄN VĂN MẪU',
  nksGioiTinh: '1',
  nksNgaySinh: '01.11.2026',
  nksDanToc: '63001',
  nksQuocTich: 'VN',
  nksNoiSinh: { maTinh: '24', maHuyen: null, maXa: null, dcChiTiet: 'Bệnh viện Mẫu & Con' },
  meHoTen: 'TRẦN THỊ MẪU',
  meLoaiCuTru: '1',
  meNoiCuTru: { dcChiTiet: 'Số 1 đường Thử Nghiệm' },
  ...requester,
  ...overrides,
});

export const deathPayload = (overrides: object = {}): Record<string, unknown> => ({
  loaiDangKy: '1',
  noiDangKy: '07210',
  nktHoTen: 'LÊ VĂN MẪU',
  nktNgaySinh: '1940',
  nktNgayChet: '02.11.2026',
  gbtLoai: '1',
  ...requester,
  ...overrides,
});

export const submission = (maHoSoMCDT: string, overrides: object = {}): Record<string, unknown> => ({
  maDonVi: '07210',
  module: 'LTKS',
  maHoSoLT: 'G22.99.08-261124-0001',
  maHoSoMCDT,
  ngayTiepNhan: '24/11/2026 08:15:00',
  data: JSON.stringify(birthPayload()),
  fileDinhKem: [],
  ...overrides,
});

type V1Service = Extract<keyof HotichSimulator['paths'], `${string}V1`>;

/** A province written straight from the wire contract, for the specs of the simulator only. */
export class Province {
  private gatewayToken: string | undefined;
  private interlinkToken: string | undefined;

  constructor(private readonly remotes: HotichSimulator) {}

  async submit(envelope: unknown): Promise<HttpAnswer> {
    return this.register(this.remotes.paths.submit, envelope);
  }

  async submitV2(envelope: unknown): Promise<HttpAnswer> {
    return this.register(this.remotes.paths.submitV2, envelope);
  }

  /** A service of contract 1.0. */
  async v1(service: V1Service, body: unknown): Promise<HttpAnswer> {
    return this.register(this.remotes.paths[service], body);
  }

  async statusV2(maDinhDanhHoSo: readonly string[], module = 'LTKH', maTinh = '24'): Promise<HttpAnswer> {
    return this.register(this.remotes.paths.statusV2, { maDinhDanhHoSo, module, maTinh });
  }

  /** `path` with its `{name}` filled in. */
  async catalog(path: string, name: string, headers: Record<string, string> = {}): Promise<HttpAnswer> {
    this.gatewayToken ??= String((await this.token()).json?.['access_token']);
    const authorization = `Bearer ${this.gatewayToken}`;
    return call('GET', this.remotes.gatewayUrl + path.replace('{name}', name), undefined, {
      authorization,
      ...headers,
    });
  }

  async status(maDinhDanhHoSo: readonly string[], module = 'LTKS', maTinh = '24'): Promise<HttpAnswer> {
    return this.register(this.remotes.paths.status, { maDinhDanhHoSo, module, maTinh });
  }

  /** The one item of a query for one code. */
  async statusItem(code: string, module = 'LTKS'): Promise<Record<string, unknown> | undefined> {
    const { json } = await this.status([code], module);
    return (json?.['value'] as Record<string, unknown>[])[0];
  }

  async list(): Promise<Record<string, unknown>[]> {
    const answer = await this.interlink('GET', this.remotes.paths.interlinkList);
    return answer.json?.['data'] as Record<string, unknown>[];
  }

  async detail(id: unknown): Promise<HttpAnswer> {
    return this.interlink('GET', this.remotes.paths.interlinkDetail.replace('{id}', String(id)));
  }

  async acknowledge(maHoSo: string, daNhan: unknown = true): Promise<HttpAnswer> {
    return this.interlink('PUT', this.remotes.paths.interlinkAcknowledge, { maHoSo, daNhan });
  }

  async report(soHoSoLT: string, trangThai: number, overrides: object = {}): Promise<HttpAnswer> {
    return this.interlink('POST', this.remotes.paths.interlinkReport, {
      maTTHC: '2.000986',
      soHoSoLT,
      coQuanXuLy: 5,
      maHoSo: 'H24.1-261124-0001',
      trangThai,
      thoiGianThucHien: '24/11/2026 08:15:00',
      noiDungXuLy: 'Nội dung thử',
      ketQuaXuLy: null,
      ...overrides,
    });
  }

  async token(): Promise<HttpAnswer> {
    const basic = Buffer.from(`${this.remotes.consumerKey}:${this.remotes.consumerSecret}`).toString('base64');
    return call('POST', this.remotes.tokenUrl, new URLSearchParams({ grant_type: 'client_credentials' }), {
      authorization: `Basic ${basic}`,
    });
  }

  private async register(path: string, body: unknown): Promise<HttpAnswer> {
    this.gatewayToken ??= String((await this.token()).json?.['access_token']);
    return call('POST', this.remotes.gatewayUrl + path, body, { authorization: `Bearer ${this.gatewayToken}` });
  }

  private async interlink(method: string, path: string, body?: unknown): Promise<HttpAnswer> {
    this.interlinkToken ??= await this.login();
    return call(method, this.remotes.interlinkUrl + path, body, { authorization: `Bearer ${this.interlinkToken}` });
  }

  private async login(): Promise<string> {
    const { userName, password } = this.remotes.interlinkCredentials;
    const answer = await call('POST', this.remotes.interlinkUrl + this.remotes.paths.interlinkToken, {
      userName,
      password,
    });
    return String(answer.json?.['token']);
  }
}

export async function call(
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
