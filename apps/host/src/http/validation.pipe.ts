import { ValidationPipe } from '@nestjs/common';
import { type Bilingual, type HotichProblem, HotichValidationError } from '@hotich/nestjs';
import type { ValidationError } from 'class-validator';

const MESSAGES: Readonly<Record<string, Bilingual>> = {
  isArray: { vi: 'phải là danh sách', en: 'must be a list' },
  isDate: {
    vi: 'phải là ngày, ví dụ 2026-12-01, hoặc thời điểm, ví dụ 2026-12-01T16:30, theo giờ Việt Nam',
    en: 'must be a day, for example 2026-12-01, or a moment, for example 2026-12-01T16:30, in Vietnamese time',
  },
  isIn: { vi: 'không phải giá trị được biết', en: 'is not a known value' },
  isInt: { vi: 'phải là số nguyên', en: 'must be a whole number' },
  isNotEmpty: { vi: 'không được để trống', en: 'must not be empty' },
  isObject: { vi: 'phải là đối tượng JSON', en: 'must be a JSON object' },
  isString: { vi: 'phải là chuỗi ký tự', en: 'must be text' },
  isUuid: { vi: 'phải là UUID', en: 'must be a UUID' },
  max: { vi: 'quá lớn', en: 'is too large' },
  min: { vi: 'quá nhỏ', en: 'is too small' },
  whitelistValidation: { vi: 'trường không được biết', en: 'is an unknown field' },
};
const UNFIT: Bilingual = { vi: 'không hợp lệ', en: 'is not valid' };
const REMEDY: Bilingual = { vi: 'Sửa trường này rồi gửi lại', en: 'Correct this field and send again' };

/** Refuses a body of the wrong shape with the same error the library gives, so that callers read one kind of answer. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new HotichValidationError(errors.flatMap((error) => problemsOf(error))),
  });
}

function problemsOf({ property, constraints, children }: ValidationError, parent = ''): HotichProblem[] {
  const path = parent === '' ? property : `${parent}.${property}`;
  const own = Object.keys(constraints ?? {}).map((rule) => ({
    path,
    rule,
    message: MESSAGES[rule] ?? UNFIT,
    remedy: REMEDY,
  }));
  return [...own, ...(children ?? []).flatMap((child) => problemsOf(child, path))];
}
