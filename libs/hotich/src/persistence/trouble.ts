import { QueryFailedError } from 'typeorm';
import { classOf, type Diagnosis, diagnosisOf, HotichError, isOfHost, lineOf } from '../errors';
import { isTransactionLost } from './dialect';

/** As `diagnosisOf`; and of an error of the database it is said that it is one. */
export function diagnose(error: unknown): Diagnosis {
  const failed = error instanceof QueryFailedError;
  if (error instanceof HotichError || !(failed || isTransactionLost(error))) return diagnosisOf(error);
  const what = classOf(error);
  if (!isOfHost(error)) {
    return {
      code: 'HT-9004',
      kind: 'internal',
      text: {
        vi: `Cơ sở dữ liệu không thực hiện được lệnh của thư viện (${what})`,
        en: `The database did not do what the library asked of it (${what})`,
      },
      remedy: {
        vi: 'Kiểm tra CSDL: có chạy không, còn kết nối và dung lượng không, đã chạy đủ HOTICH_MIGRATIONS chưa',
        en: 'Look at the database: whether it runs, has connections and space left, and has had all HOTICH_MIGRATIONS',
      },
      problems: [],
    };
  }
  if (!failed || !isTransactionLost(error)) return diagnosisOf(error);
  return {
    ...diagnosisOf(error),
    text: {
      vi: `Cơ sở dữ liệu ngắt lệnh của chương trình hệ thống chủ (${what})`,
      en: `The database broke off a statement of the host's own code (${what})`,
    },
  };
}

/**
 * An error as one line of the host's log: what is wrong, where and what to do, in both languages, and of whom nothing. What
 * HT-4001 and HT-4002 quote of a remote is left out.
 */
export function logLine(error: unknown): string {
  return lineOf(diagnose(error), error);
}
