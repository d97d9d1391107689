import { Inject, Injectable } from '@nestjs/common';
import {
  type AcknowledgementAnswer,
  decodeAcknowledgementAnswer,
  decodeInterlinkList,
  decodeReportAnswer,
  encodeAcknowledgement,
  encodeReport,
  type InterlinkListEntry,
  type InterlinkReport,
  REPORT_RULES,
  type ReportAnswer,
} from '../contract';
import { type BodyPart, type CarrierRequest, CarrierService, type DocumentTray, type Turn } from '../carrier';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { type ListedFiling, newestFilings } from './listed-filings';

/** DVCLT's operations. */
@Injectable()
export class InterlinkClient {
  private readonly rules = [...(this.options.interlink?.answerRules ?? []), ...REPORT_RULES];

  constructor(
    private readonly carrier: CarrierService,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /** What DVCLT has not yet handed over. @throws HotichRemoteError, HotichParseError when the list as a whole cannot be read. */
  async list(turn?: Turn): Promise<InterlinkListEntry[]> {
    const request: CarrierRequest = {
      operation: 'interlink.list',
      method: 'GET',
      path: this.paths.list,
      codes: [],
      safe: true,
      ...(turn ? { turn } : {}),
    };
    const answer = await this.carrier.request('interlink', request);
    return this.carrier.read('interlink', request, answer, decodeInterlinkList);
  }

  /** What DVCLT lists of this code that has not been acknowledged: the newest, where it is several filings. */
  async newestFiling(maHoSoLT: string, turn: Turn): Promise<ListedFiling | undefined> {
    return newestFilings(await this.list(turn)).get(maHoSoLT);
  }

  /** The message, its documents in the tray; reading it is the caller's, who keeps what cannot be read. */
  async detail(remoteId: string, maHoSoLT: string, tray: DocumentTray, turn: Turn): Promise<string> {
    const { body } = await this.carrier.request('interlink', {
      operation: 'interlink.detail',
      method: 'GET',
      path: this.paths.detail.replace('{id}', encodeURIComponent(remoteId)),
      codes: [maHoSoLT],
      safe: true,
      tray,
      turn,
    });
    return body;
  }

  /** Saying twice that it arrived does no harm. */
  async acknowledge(maHoSoLT: string, turn: Turn): Promise<AcknowledgementAnswer & { exchangeId: string }> {
    const { status, body, exchangeId } = await this.carrier.request('interlink', {
      operation: 'interlink.acknowledge',
      method: 'PUT',
      path: this.paths.acknowledge,
      body: [encodeAcknowledgement(maHoSoLT)],
      codes: [maHoSoLT],
      safe: true,
      turn,
    });
    return { ...decodeAcknowledgementAnswer(status, body), exchangeId };
  }

  /**
   * Pushes one status.
   *
   * @param document stands for the mark `document.mark` in `report.ketQuaXuLy` and is sent in its place, piece by piece.
   */
  async report(
    report: InterlinkReport,
    turn: Turn,
    document?: { readonly mark: string; readonly content: BodyPart },
  ): Promise<ReportAnswer & { exchangeId: string }> {
    const text = encodeReport({ ...report, coQuanXuLy: this.options.interlink!.coQuanXuLy });
    const at = document ? text.indexOf(document.mark) : -1;
    const { status, body, exchangeId } = await this.carrier.request('interlink', {
      operation: `interlink.report.${report.trangThai}`,
      method: 'POST',
      path: this.paths.report,
      body: document && at >= 0 ? [text.slice(0, at), document.content, text.slice(at + document.mark.length)] : [text],
      codes: [report.soHoSoLT],
      rules: this.rules,
      turn,
    });
    return { ...decodeReportAnswer(status, body, this.rules), exchangeId };
  }

  private get paths() {
    return this.options.interlink!.paths;
  }
}
