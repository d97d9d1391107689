import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import {
  decodeStatusAnswer,
  decodeSubmissionAnswer,
  encodeStatusQuery,
  encodeSubmission,
  type ModuleCode,
  type Route,
  type StatusAnswer,
  SUBMISSION_RULES,
  type SubmissionAnswer,
} from '../contract';
import { base64Length, type BodyPart, CarrierService } from '../carrier';
import { HOTICH_FILE_STORE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import type { AttachmentRecord, HotichContent, HotichDossier, HotichFileStore } from '../persistence';

/** The register's operations, each on the route it is given. */
@Injectable()
export class RegisterClient {
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
    dossier: HotichDossier,
    content: HotichContent,
    route: Route,
    manager: EntityManager,
  ): Promise<{ answer: SubmissionAnswer; exchangeId: string }> {
    const places = content.attachments.map((attachment) => ({ attachment, mark: `hotich-file-${uuid()}` }));
    const text = encodeSubmission(
      {
        maDonVi: dossier.maDonVi,
        module: dossier.module,
        ...(dossier.maHoSoLT ? { maHoSoLT: dossier.maHoSoLT } : {}),
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
    const { body, exchangeId } = await this.carrier.request('gateway', {
      operation: 'register.submit',
      method: 'POST',
      path: route.paths.submit,
      body: withFiles(text, places, (file) => ({
        length: base64Length(file.size),
        read: () => this.files.readBase64(file.fileId, manager),
      })),
      codes: [dossier.maHoSo],
    });
    const rules = [...this.options.register.answerRules, ...SUBMISSION_RULES];
    return { answer: decodeSubmissionAnswer(body, rules), exchangeId };
  }

  /** Asks for the status of several dossiers of one module, which were all sent under `route`. */
  async status(
    maHoSo: readonly string[],
    module: ModuleCode,
    route: Route,
  ): Promise<{ answer: StatusAnswer; exchangeId: string }> {
    const query = encodeStatusQuery({ maHoSo, maTinh: this.options.register.maTinh, module }, route);
    const { body, exchangeId } = await this.carrier.request('gateway', {
      operation: 'register.status',
      method: 'POST',
      path: route.paths.status,
      body: [query],
      codes: maHoSo,
      safe: true,
    });
    return { answer: decodeStatusAnswer(body, { maHoSo, module }), exchangeId };
  }
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
