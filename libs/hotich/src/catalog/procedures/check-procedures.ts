import { isModuleCode, WRONG_MODULE } from '../../contract';
import type { HotichProblem } from '../../errors';
import type { ProcedureOverride } from './procedure.types';

/** What is wrong with the rows of a deployment; paths begin with `path`, for example `procedures[0].module`. */
export function checkProcedures(rows: readonly ProcedureOverride[], path: string): HotichProblem[] {
  return rows.flatMap(({ maTTHC, module }: { maTTHC: unknown; module: unknown }, index): HotichProblem[] => [
    ...(typeof maTTHC === 'string' && maTTHC.trim() !== '' ? [] : [{ path: `${path}[${index}].maTTHC`, ...NO_CODE }]),
    ...(isModuleCode(module) ? [] : [{ path: `${path}[${index}].module`, ...WRONG_MODULE }]),
  ]);
}

const NO_CODE = {
  rule: 'required',
  message: { vi: 'phải là chuỗi ký tự không rỗng', en: 'must be a non-empty string' },
  remedy: { vi: "Ghi mã thủ tục, ví dụ '1.001193'", en: "Give the procedure's code, for example '1.001193'" },
};
