import { validateAttachments } from './attachments';
import type { WireAttachment } from './register.types';

const file: WireAttachment = {
  id: 1,
  loaiGiayTo: 1,
  tenGiayTo: 'Giấy chứng sinh',
  tenTepDinhKem: 'gcs.pdf',
  huyGiayTo: 0,
  duLieuTepDinhKem: Buffer.from('%PDF-1.4 %%EOF').toString('base64'),
};
const check = (files: readonly Partial<WireAttachment>[], limits = {}) =>
  validateAttachments(
    files.map((change) => ({ ...file, ...change })),
    limits,
  ).map(({ path, rule }) => [path, rule]);

describe('validateAttachments', () => {
  it('accepts good files and none at all', () => {
    expect(check([{}, { id: 2 }])).toEqual([]);
    expect(check([])).toEqual([]);
  });

  it.each<[string, Partial<WireAttachment>, string, string]>([
    ['broken base64', { duLieuTepDinhKem: 'JVBE*i0x' }, 'duLieuTepDinhKem', 'base64'],
    ['half base64', { duLieuTepDinhKem: 'JVB' }, 'duLieuTepDinhKem', 'base64'],
    ['a data URL', { duLieuTepDinhKem: 'data:application/pdf;base64,JVBE' }, 'duLieuTepDinhKem', 'base64'],
    ['no content', { duLieuTepDinhKem: '' }, 'duLieuTepDinhKem', 'required'],
    ['a program', { duLieuTepDinhKem: 'TVqQAAMA' }, 'duLieuTepDinhKem', 'content.forbidden'],
    ['a name that lies', { tenTepDinhKem: 'gcs.png' }, 'duLieuTepDinhKem', 'content.extension'],
    ['an id that is no integer', { id: 1.5 }, 'id', 'type'],
    ['an id beyond 32 bits', { id: 2 ** 31 }, 'id', 'type'],
    ['no file name', { tenTepDinhKem: ' ' }, 'tenTepDinhKem', 'length'],
    ['a name that no database holds', { tenTepDinhKem: 'g\0cs.pdf' }, 'tenTepDinhKem', 'controlCharacters'],
    ['a name with a control character', { tenGiayTo: 'Giấy\u0007' }, 'tenGiayTo', 'controlCharacters'],
    ['an overlong name of a file', { tenTepDinhKem: `${'x'.repeat(252)}.pdf` }, 'tenTepDinhKem', 'length'],
    ['an overlong name of a paper', { tenGiayTo: 'x'.repeat(4_001) }, 'tenGiayTo', 'length'],
  ])('refuses %s at its path', (_what, change, field, rule) => {
    expect(check([{ id: 9 }, change])).toEqual([[`fileDinhKem[1].${field}`, rule]]);
  });

  it('takes a paper by the name it has in its procedure', () => {
    expect(check([{ tenGiayTo: 'Giấy tờ có giá trị chứng minh thông tin về cư trú '.repeat(12) }])).toEqual([]);
  });

  it('refuses an id that stands twice', () => expect(check([{}, {}])).toEqual([['fileDinhKem[1].id', 'unique']]));

  it('takes anything where a deployment says so, as long as it is base64', () => {
    expect(check([{ duLieuTepDinhKem: 'TVqQAAMA' }], { content: 'anything' })).toEqual([]);
    expect(check([{ duLieuTepDinhKem: 'TVq' }], { content: 'anything' })).toHaveLength(1);
  });

  it('does not look at a withdrawn file', () => {
    expect(check([{ huyGiayTo: 1, duLieuTepDinhKem: '***', id: -1 }])).toEqual([]);
  });

  it('keeps the limits of a deployment', () => {
    expect(check([{}], { maxFileBytes: 13 })).toEqual([['fileDinhKem[0].duLieuTepDinhKem', 'maxBytes']]);
    expect(check([{}, { id: 2 }], { maxTotalBytes: 27 })).toEqual([['fileDinhKem', 'maxBytes']]);
    expect(check([{}, { id: 2 }], { maxFileBytes: 14, maxTotalBytes: 28 })).toEqual([]);
  });
});
