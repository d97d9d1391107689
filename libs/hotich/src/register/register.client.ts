import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  base64Length,
  codecFor,
  type RegisterCodec,
  type Route,
  type StatusAnswer,
  type StatusItem,
  SUBMISSION_RULES,
  type SubmissionAnswer,
} from '../contract';
import { type BodyPart, type CarrierRequest, CarrierService, type DocumentTray, type Turn } from '../carrier';
import { HOTICH_FILE_STORE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import {
  type AttachmentRecord,
  type HotichContent,
  type HotichDossier,
  type HotichFileStore,
  uuid,
} from '../persistence';
import { leavesOpen } from './question-failed';

/** What the register is asked about by. */
type AskedAbout = Pick<HotichDossier, 'maHoSo' | 'module' | 'maDonVi'>;

type Submitted = AskedAbout & Pick<HotichDossier, 'maHoSoLT' | 'ngayTiepNhan' | 'createdAt'>;

/** The register's operations, each on the route it is given. */
@Injectable()
export class RegisterClient {
  private readonly codecs = new Map<Route['version'], RegisterCodec>();
  private readonly rules = [...this.options.register.answerRules, ...SUBMISSION_RULES];

  constructor(
    private readonly carrier: CarrierService,
    @Inject(HOTICH_FILE_STORE) private readonly files: HotichFileStore,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /**
   * Sends a dossier. Attachments are read from the file store piece by piece while they are sent.
   *
   * @throws HotichRemoteError no answer of the register; HotichParseError an answer that is not in its language.
   */
  async submit(
    dossier: Submitted,
    content: Pick<HotichContent, 'data' | 'attachments'>,
    route: Route,
    manager: EntityManager,
    turn: Turn,
  ): Promise<{ answer: SubmissionAnswer; exchangeId: string }> {
    const codec = this.codec(route);
    // Version 1.0 has no place for files: what cannot travel is not read either.
    const files = codec.carriesAttachments ? content.attachments : [];
    const places = files.map((attachment) => ({ attachment, mark: `hotich-file-${uuid()}` }));
    const text = codec.encodeSubmission(
      {
        maDonVi: dossier.maDonVi,
        module: dossier.module,
        maHoSoLT: dossier.maHoSoLT ?? undefined,
        maHoSo: dossier.maHoSo,
        ngayTiepNhan: dossier.ngayTiepNhan ?? dossier.createdAt,
        data: content.data,
        fileDinhKem: places.map(({ attachment, mark }) => ({
          id: attachment.id,
          loaiGiayTo: attachment.loaiGiayTo,
          tenGiayTo: attachment.tenGiayTo,
          tenTepDinhKem: attachment.tenTepDinhKem,
          huyGiayTo: 0,
          duLieuTepDinhKem: mark,
        })),
      },
      route,
    );
    const request: CarrierRequest = {
      operation: 'register.submit',
      method: 'POST',
      path: route.paths.submit,
      body: withFiles(text, places, (file) => ({
        length: base64Length(file.size),
        read: () => this.files.readBase64(file.fileId, manager),
      })),
      codes: [dossier.maHoSo],
      turn,
    };
    const sent = await this.carrier.request('gateway', request);
    const answer = this.carrier.read('gateway', request, sent, (body) =>
      codec.decodeSubmissionAnswer(body, this.rules),
    );
    return { answer, exchangeId: sent.exchangeId };
  }

  /** How many dossiers one status query on this route may ask about. */
  statusBatch(route: Route): number {
    return Math.min(this.options.register.statusBatchSize, this.codec(route).maxCodesPerQuery);
  }

  /**
   * Asks for the status of dossiers of one module that were all sent under `route`, at most {@link statusBatch} of them. Where
   * results are kept apart (version 1.0), they are asked for as well.
   *
   * @param tray takes the documents of the results; the answer has a note in the place of each.
   */
  async status(
    asked: readonly [AskedAbout, ...AskedAbout[]],
    route: Route,
    tray: DocumentTray,
    turn?: Turn,
  ): Promise<{ answer: StatusAnswer; exchangeId: string }> {
    const [{ module, maDonVi }] = asked;
    const codec = this.codec(route);
    const maHoSo = asked.map((dossier) => dossier.maHoSo);
    const query = codec.encodeStatusQuery({ maHoSo, maTinh: this.options.register.maTinh, module, maDonVi }, route);
    const decodeStatus = (body: string) => codec.decodeStatusAnswer(body, { maHoSo, module });
    const request = question('register.status', route.paths.status, query, maHoSo, tray, turn);
    const whole = (read: StatusAnswer) =>
      !read.ok ||
      ((read.items.length === asked.length || !leavesOpen(read)) &&
        !read.items.some(({ resultUnreadable }) => resultUnreadable));
    const { answer, exchangeId } = await this.ask(request, decodeStatus, whole);
    if (!answer.ok || !codec.encodeResultQuery) return { answer, exchangeId };
    const items: StatusItem[] = [];
    for (const item of answer.items)
      items.push(item.trangThai === 4 ? await this.withResult(item, asked, route, tray, turn) : item);
    return { answer: { ...answer, items }, exchangeId };
  }

  private async withResult(
    item: StatusItem,
    asked: readonly AskedAbout[],
    route: Route,
    tray: DocumentTray,
    turn?: Turn,
  ): Promise<StatusItem> {
    const codec = this.codec(route);
    const dossier = asked.find((one) => one.maHoSo === item.maHoSo);
    if (!dossier || !route.paths.result || !codec.encodeResultQuery || !codec.decodeResultAnswer) return item;
    const { maDonVi, maHoSo, module } = dossier;
    const query = codec.encodeResultQuery({ maDonVi, maHoSo, module }, route);
    const decode = (body: string) => codec.decodeResultAnswer!(body);
    const request = question('register.result', route.paths.result, query, [maHoSo], tray, turn);
    const { answer } = await this.ask(request, decode);
    if (!answer.ok) return { ...item, resultRefused: answer };
    // No record: registered, and the result is asked for again.
    return answer.record ? { ...item, result: answer.record } : item;
  }

  private async ask<T>(
    request: CarrierRequest,
    decode: (body: string) => T,
    whole?: (read: T) => boolean,
  ): Promise<{ answer: T; exchangeId: string }> {
    const answered = await this.carrier.request('gateway', request);
    return { answer: this.carrier.read('gateway', request, answered, decode, whole), exchangeId: answered.exchangeId };
  }

  private codec(route: Route): RegisterCodec {
    const codec = this.codecs.get(route.version) ?? codecFor(route, this.options.register.codec);
    this.codecs.set(route.version, codec);
    return codec;
  }
}

/** Asking twice does no harm. */
function question(
  operation: string,
  path: string,
  query: string,
  codes: readonly string[],
  tray: DocumentTray,
  turn: Turn | undefined,
): CarrierRequest {
  return { operation, method: 'POST', path, body: [query], codes, safe: true, tray, turn };
}

/** Cuts the text at the marks and puts the files there. */
function withFiles(
  text: string,
  places: readonly { attachment: AttachmentRecord; mark: string }[],
  file: (attachment: AttachmentRecord) => BodyPart,
): BodyPart[] {
  const parts: BodyPart[] = [];
  let rest = text;
  for (const { attachment, mark } of places) {
    const at = rest.indexOf(mark);
    parts.push(rest.slice(0, at), file(attachment));
    rest = rest.slice(at + mark.length);
  }
  return [...parts, rest];
}
