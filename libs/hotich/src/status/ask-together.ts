import { isFailureWithin, isTooLong } from '../carrier';
import { NO_SUCH_DOSSIER } from '../contract';
import type { Result, Task } from '../engine';
import { HotichParseError, HotichRemoteError } from '../errors';
import { QueryRefused } from './query-refused';

interface Asked {
  readonly task: Task;
}

/**
 * Asks about many dossiers in one query. A query that failed as a whole tells nothing of any one of them: where one may be the cause,
 * halves are asked, and the one that fails is halved again, until the dossier it chokes on stands alone, after at most
 * 2·log₂ n more queries. When neither half is answered it is the register that fails, and no more is asked.
 *
 * A failure counts for one only where another was answered, then or when it failed before: a register that is being mended says the
 * same of everybody. So one that was always asked about alone, and is never answered, is not held; it is shown, and asked about ever
 * more rarely.
 *
 * @param ask throws when the query failed as a whole. @throws what it throws, when that is of the line and not of the register.
 */
export async function askTogether<Q extends Asked>(
  asked: readonly Q[],
  ask: (part: readonly Q[]) => Promise<Result[]>,
): Promise<Result[]> {
  try {
    return await ask(asked);
  } catch (error) {
    const halved = asked.length > 1 && mayBeOnes(error, asked);
    if (!halved && !isOfRegister(error)) throw error;
    const results = halved ? await askInHalves(asked, ask) : failures(asked, error);
    return results.some((result) => 'settle' in result) ? results : results.map(unlessSuspected);
  }
}

async function askInHalves<Q extends Asked>(
  asked: readonly Q[],
  ask: (part: readonly Q[]) => Promise<Result[]>,
): Promise<Result[]> {
  const half = Math.ceil(asked.length / 2);
  const results: Result[] = [];
  const failed: { part: readonly Q[]; error: unknown }[] = [];
  for (const part of [asked.slice(0, half), asked.slice(half)]) {
    try {
      results.push(...(await ask(part)));
    } catch (error) {
      // The token, the quota, the line: nothing that asking on would tell more about.
      if (!mayBeOnes(error, asked)) return [...results, ...failures(without(results, asked), error)];
      failed.push({ part, error });
    }
  }
  const [first, second] = failed;
  if (second && !(isOfThese(first!.error) && isOfThese(second.error))) return failures(asked, second.error);
  for (const { part, error } of failed) {
    if (part.length > 1) results.push(...(await askInHalves(part, ask)));
    else results.push(...failures(part, isOfThese(error) ? error : spoils(error)));
  }
  return results;
}

/** Whether one dossier may be the cause: surely it is these, or twice in a row nothing readable was said. */
function mayBeOnes(error: unknown, asked: readonly Asked[]): boolean {
  if (isOfThese(error)) return true;
  const unreadable = error instanceof HotichParseError || isFailureWithin(error);
  return unreadable && asked.some(({ task }) => task.attempt > 1);
}

/** Whether it is of what was asked about and not of the register as a whole: refused, or more than is read. */
const isOfThese = (error: unknown): boolean =>
  (error instanceof QueryRefused && error.kind === 'unknown') || isTooLong(error);

/** Once it has a strike: others were answered then. */
function unlessSuspected(result: Result): Result {
  return 'error' in result && result.task.strikes === 0 ? { ...result, error: ofNobody(result.error) } : result;
}

/** The failure where nobody was answered; it counts only when it says itself whose it is. */
function ofNobody(error: unknown): unknown {
  const ofOne = isTooLong(error) || (error instanceof QueryRefused && error.remoteCode === NO_SUCH_DOSSIER);
  if (ofOne || !isOfRegister(error)) return error;
  return new HotichRemoteError({
    carrier: 'gateway',
    kind: 'transient',
    ...('remoteCode' in error && error.remoteCode !== undefined ? { remoteCode: error.remoteCode } : {}),
    message: error.text,
    remedy: error.remedy,
    cause: error,
  });
}

/** Whether the register spoke, and not only the line to it. */
function isOfRegister(error: unknown): error is HotichParseError | QueryRefused {
  return error instanceof HotichParseError || (error instanceof QueryRefused && error.kind !== 'configuration');
}

function without<Q extends Asked>(results: readonly Result[], asked: readonly Q[]): Q[] {
  const answered = new Set(results.map(({ task }) => task.id));
  return asked.filter(({ task }) => !answered.has(task.id));
}

function failures(asked: readonly Asked[], error: unknown): Result[] {
  return asked.map(({ task }) => ({ task, error }));
}

/** Others are answered at this very moment: that this one is not is its own fault, and counts. */
function spoils(error: unknown): HotichParseError {
  return new HotichParseError(
    [
      {
        path: 'maHoSo',
        rule: 'status.spoils',
        message: {
          vi: 'hệ thống hộ tịch lỗi mỗi khi được hỏi về hồ sơ này',
          en: 'the register fails whenever it is asked about this dossier',
        },
        remedy: {
          vi: 'Báo Bộ Tư pháp kèm mã hồ sơ, rồi gọi resubmit() để hỏi lại',
          en: 'Report the code to the Ministry of Justice, then call resubmit() to have it asked about again',
        },
      },
    ],
    error,
  );
}
