import { asScalar, type RegisterBehaviour } from '../behaviour';
import { jsonAnswer, type Answer } from '../http/answer';
import type { Endpoint, Outcome } from '../http/remote';
import { sentence } from '../validation/sentences';
import { admitted } from './admission';
import type { JsonContract, RegisterDependencies } from './json-contract';
import type { Module } from './modules';
import type { RegisterDossier } from './register-dossier';
import { resultObject } from './result-object';
import { readModule } from './submission';

interface StatusQuery {
  readonly codes: readonly string[];
  readonly maTinh: string;
  readonly module: Module;
}

/**
 * Status and result of the JSON contracts: many codes of one province and one module (wire contract 4.1, 4.2).
 * A dossier submitted under another module or contract, or of another province, is not found.
 */
export function statusEndpoint(contract: JsonContract, { world, behaviour }: RegisterDependencies): Endpoint {
  const answer = (status: 0 | 1, statusDescription: string, value: readonly unknown[] = []): Answer =>
    jsonAnswer(200, {
      status: asScalar(status, behaviour.queryStatusAs),
      statusDescription,
      value: value.length === 0 && behaviour.emptyValueAs === 'null' ? null : value,
    });

  const finds = (query: StatusQuery, dossier: RegisterDossier | undefined): dossier is RegisterDossier =>
    dossier?.module === query.module &&
    dossier.maTinh === query.maTinh &&
    (behaviour.queryAcrossVersions || dossier.contract === contract.version);

  const endpoint: Endpoint = {
    ...contract.status,
    method: 'POST',
    subject(request) {
      const body = request.json;
      const codes = body?.['maDinhDanhHoSo'];
      const module = body?.['module'];
      return {
        dossiers: Array.isArray(codes) ? codes.filter((code): code is string => typeof code === 'string') : [],
        ...(typeof module === 'string' ? { module } : {}),
      };
    },
    handle(request): Outcome {
      if (!request.hasJsonContent) return { answer: jsonAnswer(415, { status: 415, title: 'Unsupported Media Type' }) };
      const query = readQuery(request.json ?? {}, contract.modules(), behaviour.maxCodesPerQuery);
      if (typeof query === 'string') return { answer: answer(0, query) };
      const items = query.codes.flatMap((code) => {
        const dossier = world.register.get(code);
        if (finds(query, dossier)) return [item(dossier, behaviour)];
        return behaviour.unknownCode === 'errorItem' ? [unknownItem(code, query)] : [];
      });
      return { answer: answer(1, 'Thành công', items) };
    },
  };
  return admitted(endpoint, behaviour, (_code, description) => answer(0, description));
}

function readQuery(
  body: Readonly<Record<string, unknown>>,
  modules: readonly Module[],
  maxCodes: number | null,
): StatusQuery | string {
  const { maDinhDanhHoSo, maTinh } = body;
  const module = readModule(body['module'], modules);
  if (
    !Array.isArray(maDinhDanhHoSo) ||
    maDinhDanhHoSo.length === 0 ||
    !maDinhDanhHoSo.every((code) => typeof code === 'string')
  ) {
    return sentence.wrongFormat('maDinhDanhHoSo');
  }
  if (maxCodes !== null && maDinhDanhHoSo.length > maxCodes) return sentence.tooLong('maDinhDanhHoSo');
  if (typeof maTinh !== 'string' || !/^\d{2}$/.test(maTinh)) return sentence.wrongFormat('maTinh');
  if (!module) return sentence.notInCatalog('module');
  return { codes: maDinhDanhHoSo, maTinh, module };
}

function item(dossier: RegisterDossier, behaviour: RegisterBehaviour): Record<string, unknown> {
  return {
    maDonVi: dossier.maDonVi,
    maTinh: dossier.maTinh,
    module: dossier.module,
    maHoSoLT: dossier.maHoSoLT,
    maHoSoMCDT: dossier.maHoSoMCDT,
    errors: null,
    trangThai: asScalar(dossier.trangThai, behaviour.trangThaiAs),
    thoiGianThucHien: dossier.thoiGianThucHien,
    ghiChu: dossier.ghiChu,
    noiDungXuLy: dossier.noiDungXuLy,
    nguoiXuLy: dossier.nguoiXuLy,
    chucDanh: dossier.chucDanh,
    phongBanXuLy: dossier.phongBanXuLy,
    hanBoSungHoSo: dossier.hanBoSungHoSo,
    ketQuaXuLy: resultObject(dossier, behaviour),
  };
}

/** What an unknown code may come back as; its `trangThai` is empty. */
function unknownItem(code: string, query: StatusQuery): Record<string, unknown> {
  return {
    maDonVi: null,
    maTinh: query.maTinh,
    module: query.module,
    maHoSoLT: null,
    maHoSoMCDT: code,
    errors: 'Không tìm thấy hồ sơ, kiểm tra lại mã hồ sơ.',
    trangThai: null,
    thoiGianThucHien: '',
    ketQuaXuLy: null,
  };
}
