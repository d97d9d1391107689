import { randomUUID } from 'node:crypto';
import { HotichValidationError } from '@hotich/nestjs';
import { BirthBody, ListQuery } from '../ho-so/ho-so.dto';
import { validationPipe } from './validation.pipe';

const pipe = validationPipe();
const body = (value: unknown): Promise<unknown> => pipe.transform(value, { type: 'body', metatype: BirthBody });
const query = (value: unknown): Promise<unknown> => pipe.transform(value, { type: 'query', metatype: ListQuery });

describe('validationPipe', () => {
  it('takes a well-shaped body and query', async () => {
    const birth = { maLanNop: randomUUID(), maDonVi: '07210', data: { nksHoTen: 'NGUYỄN VĂN MẪU' }, fileDinhKem: [] };
    expect(await body(birth)).toEqual(birth);
    expect(await query({ trangThai: 'received,sent', trang: '2' })).toEqual({
      trangThai: ['received', 'sent'],
      trang: 2,
    });
  });

  it('names every field that is wrong, in both languages, and repeats no value', async () => {
    const refused = body({
      maDonVi: 7210,
      la: 'NGUYỄN VĂN MẪU',
      fileDinhKem: [{ tenGiayTo: 'a', tenTepDinhKem: 'b' }],
    });
    const error = await refused.then(
      () => undefined,
      (reason: unknown) => reason as HotichValidationError,
    );
    expect(error).toBeInstanceOf(HotichValidationError);
    const paths = new Set(error!.problems.map(({ path }) => path));
    expect([...paths].sort()).toEqual(['data', 'fileDinhKem.0.duLieuTepDinhKem', 'la', 'maDonVi', 'maLanNop']);
    for (const { message } of error!.problems) expect(message.vi).not.toBe(message.en);
    expect(JSON.stringify(error)).not.toContain('MẪU');
  });

  it('has a sentence of its own for every rule the bodies use', async () => {
    const wrong = query({ trangThai: 'x', trang: '0', soDong: '501' });
    await expect(wrong).rejects.toMatchObject({
      problems: expect.not.arrayContaining([
        expect.objectContaining({ message: { vi: 'không hợp lệ', en: 'is not valid' } }),
      ]) as unknown,
    });
  });
});
