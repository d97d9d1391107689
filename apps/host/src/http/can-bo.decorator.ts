import { createParamDecorator, type ExecutionContext, UnauthorizedException } from '@nestjs/common';
import type { Request } from 'express';

/**
 * The officer's account, from header `x-can-bo`. A real host takes it from its login (session, token, VNeID) and never from
 * what the caller says about himself. A header of one's own at least keeps pages of other sites from pressing our buttons:
 * a browser sends it across sites only after asking us, and we do not say yes.
 */
export const CanBo = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const account = context.switchToHttp().getRequest<Request>().header('x-can-bo')?.trim();
  if (account) return account.slice(0, 120);
  throw new UnauthorizedException({
    code: 'HOST-401',
    message: { vi: 'Chưa biết cán bộ nào thao tác', en: 'Which officer acts is not known' },
    problems: [],
    remedy: { vi: 'Gửi tài khoản trong header x-can-bo', en: 'Send the account in header x-can-bo' },
  });
});
