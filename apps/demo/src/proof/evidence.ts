import { createHash } from 'node:crypto';
import type { TimelineEntry } from '../api/host-api';
import type { Call, InterlinkDossier } from '../api/simulator-api';
import type { System } from '../parts/system';
import { abreast } from '../story/abreast';
import type { Tale } from '../story/tale';
import { indexByCode } from './index-by-code';

const SUBMIT = 'register.submit';
const REPORT = 'interlink.report';

/** SHA-256 of one certificate as each side has it, lower-case hex. */
export interface CertificateHashes {
  /** Of the bytes the register signed. */
  readonly issued: string;
  /** Of the bytes the host hands out. */
  readonly stored: string;
  /** Written in the host's own row. */
  readonly recorded: string | null;
  /** Of the document DVCLT received with status 4; undefined where DVCLT has no part. */
  readonly reported?: string | null;
}

/** What the books of all sides say about one dossier. */
export interface Evidence {
  readonly tale: Tale;
  readonly state: string;
  /** State in the host's own table. */
  readonly hostState: string;
  readonly timeline: readonly TimelineEntry[];
  /** Statuses DVCLT took in. */
  readonly reported: readonly number[];
  /** Statuses sent to DVCLT, taken in or not. */
  readonly reportCalls: readonly number[];
  /** Versions the register took in. */
  readonly submitted: readonly number[];
  /** Requests that carried it to the register, taken in or not. */
  readonly submitCalls: number;
  /** Dossiers in the register's books under either of its codes. */
  readonly copies: number;
  /** DVCLT knows that its newest version has arrived; undefined where DVCLT has no part. */
  readonly acknowledged?: boolean;
  readonly certificate?: CertificateHashes;
}

export interface Books {
  readonly evidence: readonly Evidence[];
  readonly calls: readonly Call[];
  /** Over all dossiers, known to the tales or not: dossiers at the register, requests of each kind. */
  readonly totals: { readonly dossiers: number; readonly submissions: number; readonly reports: number };
}

/** Reads the books of the host, the register and DVCLT. */
export async function readBooks(system: System, tales: readonly Tale[]): Promise<Books> {
  const { simulator } = system;
  const [ledger, calls, register, national] = await Promise.all([
    simulator.ledger(),
    simulator.calls(),
    simulator.registerDossiers(),
    simulator.interlinkDossiers(),
  ]);
  const effectsOn = indexByCode(ledger, ({ dossier }) => [dossier]);
  const callsAbout = indexByCode(calls, ({ dossiers }) => dossiers);
  const nationalOf = new Map(national.map((dossier) => [dossier.maHoSo, dossier]));
  const registered = indexByCode(register, ({ maHoSoMCDT, maHoSoLT }) => [maHoSoMCDT, maHoSoLT]);

  const read = async (tale: Tale): Promise<Evidence> => {
    const { maHoSo, maHoSoLT } = tale;
    const detail = await system.host.find(maHoSo);
    if (!detail) throw new Error(`${maHoSo}: hệ thống tỉnh không có hồ sơ này — the host does not have it`);
    const effects = effectsOn(maHoSo, maHoSoLT);
    const requests = callsAbout(maHoSo, maHoSoLT);
    const told = maHoSoLT === undefined ? undefined : nationalOf.get(maHoSoLT);
    return {
      tale,
      state: detail.dossier.state,
      hostState: detail.hoSo.trangThai,
      timeline: detail.timeline,
      reported: effects.flatMap(({ kind, trangThai }) => (kind === 'report' ? [trangThai ?? 0] : [])),
      reportCalls: requests.flatMap(({ operation, statusSent }) => (operation === REPORT ? [statusSent ?? 0] : [])),
      submitted: effects.flatMap(({ kind, version }) => (kind === 'submission' ? [version ?? 0] : [])),
      submitCalls: requests.filter(({ operation }) => operation === SUBMIT).length,
      copies: registered(maHoSo, maHoSoLT).length,
      ...(told ? { acknowledged: told.acknowledged } : {}),
      ...(tale.end === 'completed'
        ? { certificate: await certificateHashes(system, tale, detail.hoSo.ketQuaSha256, told) }
        : {}),
    };
  };

  const evidence: Evidence[] = [];
  await abreast(tales.entries(), async ([index, tale]) => {
    evidence[index] = await read(tale);
  });
  return {
    evidence,
    calls,
    totals: {
      dossiers: register.length,
      submissions: calls.filter(({ operation }) => operation === SUBMIT).length,
      reports: calls.filter(({ operation }) => operation === REPORT).length,
    },
  };
}

async function certificateHashes(
  { host, simulator }: System,
  { maHoSo, maHoSoLT }: Tale,
  recorded: string | null,
  told: InterlinkDossier | undefined,
): Promise<CertificateHashes> {
  const [issued, stored] = await Promise.all([simulator.certificate(maHoSo), host.certificate(maHoSo)]);
  const result = told?.reports.find(({ trangThai }) => trangThai === 4);
  return {
    issued: sha256(issued),
    stored: sha256(stored),
    recorded,
    ...(maHoSoLT === undefined ? {} : { reported: result?.documentSha256 ?? null }),
  };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
