import {
  HotichConflictError,
  HotichNotFoundError,
  HotichRemoteError,
  HotichSetupError,
  HotichStateError,
  HotichValidationError,
} from '@hotich/nestjs';
import { statusOf } from './hotich-error.filter';

const words = { vi: 'x', en: 'x' };

describe('statusOf', () => {
  it.each([
    [422, new HotichValidationError([])],
    [409, new HotichConflictError('H24.1-261124-0001')],
    [404, new HotichNotFoundError('H24.1-261124-0001')],
    [409, new HotichStateError('H24.1-261124-0001', 'sent', 'accept', [])],
    [503, new HotichSetupError(words, words)],
    [503, new HotichRemoteError({ carrier: 'gateway', kind: 'transient', message: words, remedy: words })],
  ])('%d for %s', (status, error) => {
    expect(statusOf(error)).toBe(status);
  });
});
