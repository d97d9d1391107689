import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import {
  type AnswerRule,
  asksToWait,
  classifyInterlinkFailure,
  classifyRegisterFailure,
  classifyReportFailure,
  type GatewayFault,
  type ReportOutcome,
} from '../contract';
import { HotichError, HotichRemoteError } from '../errors';
import type { CarrierName } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import { requestMsOf, type ResolvedOptions } from '../hotich.options.resolve';
import { EnvironmentFence } from '../persistence';
import { afterSending } from './after-sending';
import { answeredAt } from './answered-at';
import { type BodyPart, bodyLength } from './body';
import type { DocumentTray } from './document-tray';
import { headersAtHand, headersOf } from './carrier-headers';
import { ExchangeLog } from './exchange-log';
import { CarrierGate } from './gate';
import { gatewayFaultOf, isHaste, remoteError } from './gateway-error';
import type { HttpAnswer } from './exchange';
import { HttpDoor } from './http-door';
import { TokenService } from './token.service';
import type { Turn } from './turn';

export interface CarrierRequest {
  /** For the exchange log, for example `register.submit`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the carrier's base URL. */
  readonly path: string;
  readonly body?: readonly BodyPart[];
  /** Dossiers it speaks of. */
  readonly codes: readonly string[];
  /** A question: asking twice does no harm. */
  readonly safe?: boolean;
  /** On a path that no dossier takes: that it is wrong, or not allowed, says nothing of theirs. */
  readonly aside?: boolean;
  /** A report: only what one of these rules knows is an answer at HTTP 5xx. */
  readonly rules?: readonly AnswerRule<ReportOutcome>[];
  /** The turn of the lane that makes it; nothing is sent once its claim is lost. Absent: nobody's work is claimed for it. */
  readonly turn?: Turn;
  /** Where the documents of the answer go: then its body has a note in the place of each. Absent: they stay in the body. */
  readonly tray?: DocumentTray;
}

export interface CarrierAnswer {
  readonly status: number;
  readonly body: string;
  /** The exchange in the log. */
  readonly exchangeId: string;
}

const OK = 200;

/** Requests through a carrier: token, extra headers, one retry with a fresh token, breaker, exchange log. */
@Injectable()
export class CarrierService {
  constructor(
    private readonly door: HttpDoor,
    private readonly tokens: TokenService,
    private readonly gate: CarrierGate,
    private readonly exchanges: ExchangeLog,
    private readonly environment: EnvironmentFence,
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /**
   * The business service's own answer, whatever it says; reading it is the caller's.
   *
   * @throws HotichRemoteError when no answer came, or it came from something in front of the service. `kind` says
   * whether the remote may have taken the request; a header that could not be computed is such an outage too.
   * HotichFileStoreError when a document of the body could not be read. HotichParseError when the answer to a question is too long.
   * HotichEnvironmentError when this database is the other environment's.
   */
  async request(carrier: CarrierName, request: CarrierRequest): Promise<CarrierAnswer> {
    const passed = this.environment.passed();
    if (passed) await passed;
    const begunAt = performance.now();
    try {
      const answer = await this.withToken(carrier, request);
      const told = this.gate.succeeded(carrier, begunAt);
      if (told) await told;
      return answer;
    } catch (error) {
      // A request that is wrong in itself (too large, say), was never made, or ends with this process, tells nothing about the carrier.
      const silent =
        this.door.closed ||
        !(error instanceof HotichRemoteError) ||
        error.kind === 'permanent' ||
        (error.kind === 'configuration' && request.aside) ||
        request.turn?.holds() === false;
      if (!silent) await this.gate.failed(carrier, begunAt, error.retryAfterMs, isHaste(error));
      throw error;
    }
  }

  /**
   * Reads an answer; one that cannot be read, or not as a whole, is kept as it came.
   *
   * @param whole whether nothing that was asked for is missing in what could be read; default: it never is. @throws what `decode` throws
   */
  read<T>(
    carrier: CarrierName,
    request: Pick<CarrierRequest, 'operation' | 'codes'>,
    answer: CarrierAnswer,
    decode: (body: string) => T,
    whole: (read: T) => boolean = () => true,
  ): T {
    let readable = false;
    try {
      const read = decode(answer.body);
      readable = whole(read);
      return read;
    } finally {
      if (!readable) this.keep(carrier, request, answer);
    }
  }

  private keep(
    carrier: CarrierName,
    { operation, codes }: Pick<CarrierRequest, 'operation' | 'codes'>,
    { status, body }: CarrierAnswer,
  ): void {
    const seen = { httpStatus: status, answer: body, raw: body };
    this.exchanges.record({
      carrier,
      operation,
      codes,
      outcome: 'unreadable',
      requestBytes: 0,
      durationMs: 0,
      ...seen,
    });
  }

  private async withToken(carrier: CarrierName, request: CarrierRequest): Promise<CarrierAnswer> {
    for (let first = true; ; first = false) {
      const token = this.tokens.tokenAtHand(carrier) ?? (await this.tokens.getToken(carrier));
      const options = this.options[carrier]!;
      const extra = headersAtHand(carrier, options) ?? (await headersOf(carrier, options, requestMsOf(options)));
      const coming = request.turn?.comes();
      if (coming) await coming;
      const started = performance.now();
      let answer: HttpAnswer;
      try {
        answer = await this.door.send(carrier, {
          method: request.method,
          url: options.baseUrl + request.path,
          headers: headersFor(request, token, extra),
          body: request.body,
          safe: request.safe ?? false,
          claim: request.turn,
          tray: request.tray,
        });
      } catch (error) {
        const kind = error instanceof HotichError ? error.kind : 'internal';
        this.record(carrier, request, performance.now() - started, kind);
        throw error;
      }
      const durationMs = performance.now() - started;
      // What failed is read first: it may be the last that this carrier is to get.
      if (request.turn && answer.status === OK) {
        request.turn.passes();
        await afterSending();
      }
      const at = asksToWait(answer.headers) ? await answeredAt(answer, this.dataSource.manager) : undefined;
      const fault = faultOf(carrier, answer, at, request.rules);
      const exchangeId = this.record(carrier, request, durationMs, fault?.kind ?? 'ok', answer);
      if (!fault) return { status: answer.status, body: answer.body, exchangeId };
      const safe = request.safe ?? false;
      const rejected = fault.tokenRejected && token !== '' && first;
      if (rejected) this.tokens.invalidate(carrier, token);
      // A page that forbids may stand in the way of the answer as well as of the request.
      if (!rejected || !(fault.certainNotDelivered || safe)) throw remoteError(carrier, answer.status, fault, safe);
    }
  }

  private record(
    carrier: CarrierName,
    request: CarrierRequest,
    durationMs: number,
    outcome: string,
    answer?: HttpAnswer,
  ): string {
    return this.exchanges.record({
      carrier,
      operation: request.operation,
      codes: request.codes,
      outcome,
      httpStatus: answer?.status,
      answer: answer?.body,
      responseBytes: answer && lengthOf(answer),
      requestBytes: bodyLength(request.body ?? []),
      durationMs,
    });
  }
}

function faultOf(
  carrier: CarrierName,
  answer: HttpAnswer,
  answeredAt: Date | undefined,
  rules: CarrierRequest['rules'],
): GatewayFault | undefined {
  const fault = gatewayFaultOf(answer, answeredAt);
  if (fault) return fault;
  const { status, body } = answer;
  if (carrier === 'gateway') return classifyRegisterFailure(status, body);
  return rules ? classifyReportFailure(status, body, rules) : classifyInterlinkFailure(status);
}

function lengthOf({ headers }: HttpAnswer): number | undefined {
  const length = headers['content-length'];
  return typeof length === 'string' ? Number(length) : undefined;
}

/** The carrier's own come last, and so may say otherwise. Put on one by one: an object that others are spread into is a slow one. */
function headersFor(
  { body }: CarrierRequest,
  token: string,
  extra: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body) headers['content-type'] = 'application/json; charset=utf-8';
  if (token !== '') headers.authorization = `Bearer ${token}`;
  return Object.assign(headers, extra);
}
