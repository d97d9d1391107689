import type { Endpoint } from '../../http/remote';
import { checkFreePayload } from '../../validation/check-free-payload';
import { checkPayload, type PayloadReport } from '../../validation/check-payload';
import { isIsoDate } from '../../validation/formats';
import { joinSentences, sentence } from '../../validation/sentences';
import { STYLE_V1 } from '../../validation/styles/style-v1';
import { checkCode, checkPlace, isAbsent, isFilledText } from '../envelope-values';
import { knownFields } from '../known-fields';
import { moduleProfile } from '../module-profile';
import type { Module } from '../modules';
import { readModule, type Submission, type SubmissionRefusal } from '../submission';
import { alreadyReceived, takeIn } from '../take-in';
import { readHoSo, type HoSo } from './hoso-xml';
import { service, type V1Dependencies } from './service';
import { unitOf } from './unit-of';

/** `dangKyHoTich`: takes a dossier in, once (wire contract 2.12). */
export function submitService(path: string, dependencies: V1Dependencies): Endpoint {
  return service('register.v1.submit', path, dependencies, ({ body, call }) => {
    const submission = readEnvelope(body, dependencies);
    if ('sentences' in submission) {
      const { errorCode, sentences } = submission;
      return errorCode === '106'
        ? { errorCode }
        : { errorCode, text: joinSentences(sentences, dependencies.behaviour.validationText) };
    }
    return takeIn(submission, '1.0', dependencies, call)
      ? { status: 1, effect: true }
      : { errorCode: '500', text: alreadyReceived(submission.maHoSoMCDT) };
  });
}

const ENVELOPE_FIELDS = new Set(['maDonVi', 'module', 'maHoSo', 'ngayTiepNhan', 'data']);

function readEnvelope(
  body: Readonly<Record<string, unknown>>,
  dependencies: V1Dependencies,
): Submission | SubmissionRefusal {
  const { units, behaviour, v1 } = dependencies;
  const { maDonVi, maHoSo, ngayTiepNhan, data } = body;
  const unit = unitOf(maDonVi, units);
  if (!isAbsent(maDonVi) && maDonVi !== '' && !unit) return { errorCode: '106', sentences: [] };
  const module = readModule(body['module'], behaviour.modulesV1);
  const hoSo = isFilledText(data) ? readHoSo(data) : undefined;
  const report = module && typeof hoSo === 'object' ? readElements(hoSo, module, units) : undefined;
  const unknown = [...Object.keys(body).filter((name) => !ENVELOPE_FIELDS.has(name)), ...(report?.unknownFields ?? [])];
  const sentences = [
    ...(unit ? [] : [sentence.missing('maDonVi')]),
    ...checkCode('module', body['module']),
    ...(isFilledText(body['module']) && !module ? [sentence.notInCatalog('module')] : []),
    ...checkCode('maHoSo', maHoSo),
    ...checkCode('ngayTiepNhan', ngayTiepNhan),
    ...(isFilledText(ngayTiepNhan) && !isIsoDate(ngayTiepNhan) ? [sentence.wrongFormat('ngayTiepNhan')] : []),
    ...checkData(data, hoSo),
    ...(report?.sentences ?? []),
    ...checkPlace(unit, typeof hoSo === 'object' ? hoSo : {}, units, behaviour),
    ...(v1.unknownFields === 'refuse' ? unknown.map((name) => sentence.notInCatalog(name)) : []),
  ];
  if (sentences.length > 0 || !unit || !module || typeof hoSo !== 'object' || !report) {
    return { errorCode: '500', sentences };
  }
  return {
    unit,
    module,
    maHoSoLT: null,
    maHoSoMCDT: maHoSo as string,
    ngayTiepNhan: ngayTiepNhan as string,
    payload: knownFields(hoSo, report.unknownFields),
    attachments: [],
    ignoredFields: unknown,
  };
}

/** Only a text is read as XML; an object in its place is no contract 1.0. */
function checkData(data: unknown, hoSo: HoSo | string | undefined): string[] {
  if (isAbsent(data) || data === '') return [sentence.missing('data')];
  if (hoSo === undefined) return [sentence.wrongFormat('data')];
  return typeof hoSo === 'string' ? [hoSo] : [];
}

/** Reads the elements by the register's own lists. */
function readElements(hoSo: HoSo, module: Module, units: V1Dependencies['units']): PayloadReport {
  const { fields, registerFields } = moduleProfile(module);
  return fields
    ? checkPayload(hoSo, { ...fields, ...registerFields }, STYLE_V1, (code) => units.has(code))
    : checkFreePayload(hoSo);
}
