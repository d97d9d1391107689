import { type ArgumentsHost, Catch, type ExceptionFilter, HttpStatus } from '@nestjs/common';
import { HotichConflictError, HotichError, HotichNotFoundError } from '@hotich/nestjs';
import type { Response } from 'express';

/**
 * Answers what the library threw: which fields, why, and what to do, in both languages. It names nobody itself; HT-4001 and HT-4002 quote
 * the remote, who may.
 */
@Catch(HotichError)
export class HotichErrorFilter implements ExceptionFilter<HotichError> {
  catch(error: HotichError, host: ArgumentsHost): void {
    const { code, text, problems, remedy } = error;
    host.switchToHttp().getResponse<Response>().status(statusOf(error)).json({ code, message: text, problems, remedy });
  }
}

export function statusOf(error: HotichError): HttpStatus {
  if (error instanceof HotichNotFoundError) return HttpStatus.NOT_FOUND;
  if (error instanceof HotichConflictError) return HttpStatus.CONFLICT;
  switch (error.kind) {
    case 'input':
      return HttpStatus.UNPROCESSABLE_ENTITY;
    case 'state':
      return HttpStatus.CONFLICT;
    case 'configuration':
    case 'transient':
    case 'unknown':
    case 'permanent':
      return HttpStatus.SERVICE_UNAVAILABLE;
  }
}
