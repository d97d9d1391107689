import fc from 'fast-check';
import { contentProblems } from './content-rules';
import { extensionOf, sniff } from './document-kinds';
import { DocumentProbe, probeDocument } from './document-probe';

const base64 = (content: string) => Buffer.from(content, 'latin1').toString('base64');
const rules = (name: string, content: string) =>
  contentProblems(name, probeDocument(base64(content)), 'f').map(({ rule }) => rule);

const PDF = '%PDF-1.7\n1 0 obj << /Type /Catalog /OpenAction [3 0 R /Fit] >> endobj\n%%EOF\n';
const PNG = '\x89PNG\r\n\x1A\n....';
const ZIP = 'PK\x03\x04................[Content_Types].xml';

describe('documents', () => {
  it.each([
    ['giay.pdf', PDF],
    ['GIAY.PDF', PDF],
    ['muon.pdf', `\r\n\r\n${PDF}`],
    ['anh.jpg', '\xFF\xD8\xFF\xE0....'],
    ['anh.JPEG', '\xFF\xD8\xFF\xE1....'],
    ['anh.png', PNG],
    ['quet.tif', 'II*\0........'],
    ['to-khai.docx', ZIP],
    ['to-khai.doc', '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....'],
    ['chu-ky.p7s', '\x30\x82\x10\x20\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02'],
    ['to-khai.xml', '<?xml version="1.0"?><a/>'],
  ])('%s is taken', (name, content) => expect(rules(name, content)).toEqual([]));

  it.each([
    ['a program named as a paper', 'giay.pdf', 'MZ\x90\0\x03...', 'content.forbidden'],
    ['a program for Linux', 'giay.pdf', '\x7FELF\x02\x01', 'content.forbidden'],
    ['a script', 'giay.pdf', '#!/bin/sh\nrm', 'content.forbidden'],
    ['a page', 'giay.html', '<!DOCTYPE html><html>', 'content.forbidden'],
    ['a page that begins with a declaration', 'a.xml', '<?xml version="1.0"?><html xmlns="x">', 'content.forbidden'],
    ['a page that is a PDF further on', 'a.pdf', `<html><!--${PDF}`, 'content.forbidden'],
    ['a drawing with scripts', 'anh.svg', '<?xml version="1.0"?>\n<svg onload="a()">', 'content.forbidden'],
    ['text', 'giay.pdf', 'xin chao', 'content.unknown'],
    ['a picture named as a PDF', 'giay.pdf', PNG, 'content.extension'],
    ['a name without extension', 'giay', PDF, 'content.extension'],
    ['a name that hides another', 'giay.pdf.exe', PDF, 'content.extension'],
    ['a PDF cut off', 'giay.pdf', PDF.slice(0, -7), 'content.truncated'],
    ['a PDF with a script', 'giay.pdf', PDF.replace('/Fit', '/S /JavaScript /JS (app.alert(1))'), 'content.active'],
    ['a script written another way', 'giay.pdf', PDF.replace('/Fit', '/J#61va#53cript'), 'content.active'],
    ['a PDF that starts a program', 'giay.pdf', PDF.replace('/Fit', '/S /Launch'), 'content.active'],
    ['a PDF that carries another file', 'giay.pdf', PDF.replace('/Fit', '/EmbeddedFile'), 'content.active'],
    ['macros', 'to-khai.docx', `${ZIP}..word/vbaProject.bin`, 'content.active'],
    ['old macros', 'to-khai.xls', '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1._\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0', 'content.active'],
  ])('%s is refused', (_what, name, content, rule) => expect(rules(name, content)).toEqual([rule])); // prettier-ignore

  it('words what it refuses twice, and says what to do', () => {
    const problems = ['MZ', 'xin', PNG, PDF.slice(0, -7), PDF.replace('/Fit', '/Launch')].flatMap((content) =>
      contentProblems('a.pdf', probeDocument(base64(content)), 'fileDinhKem[0].duLieuTepDinhKem'),
    );
    for (const { path, message, remedy } of problems) {
      expect(path).toBe('fileDinhKem[0].duLieuTepDinhKem');
      for (const text of [message.vi, message.en, remedy.vi, remedy.en]) expect(text.length).toBeGreaterThan(10);
    }
    expect(problems).toHaveLength(5);
  });

  it('sees the same however the base64 is cut', () => {
    const content = fc.constantFrom('/JavaScript', '/Launch', '', '%%EOF').chain((name) =>
      fc.tuple(fc.nat(3_000), fc.nat(3_000)).map(([before, after]) => {
        const bytes = `%PDF-1.4\n${'x'.repeat(before)}${name}${'y'.repeat(after)}`;
        return base64(bytes);
      }),
    );
    fc.assert(
      fc.property(content, fc.array(fc.nat(), { maxLength: 9 }), (text, cuts) => {
        const probe = new DocumentProbe();
        let at = 0;
        for (const cut of cuts.map((c) => c % text.length).sort((a, b) => a - b)) {
          probe.push(text.slice(at, cut));
          at = cut;
        }
        probe.push(text.slice(at));
        expect(probe.end()).toEqual(probeDocument(text));
      }),
    );
  });

  it.each(['QUJ', 'QU=D', 'QUJDQUI=QUJD', 'QU JD', 'QU-_', 'ŁŁŁŁ', '===='])('%p is no base64', (text) => {
    expect(probeDocument(text)).toEqual({ isBase64: false, size: 0 });
  });

  // A pattern that tries every way of cutting such a text up holds the whole process; 26 comments would take seconds.
  it.each([
    ['comments', '<!---->'.repeat(26) + 'x'],
    ['as many comments as are looked at', '<!---->'.repeat(146) + 'x'],
    ['comments with space between', '<!-- -->  \n '.repeat(100) + 'x'],
    ['a comment without its end', '<!--' + '-'.repeat(1_020)],
    ['comments that open again', '<!--'.repeat(256)],
    ['space', ' '.repeat(1_024)],
    ['a declaration and space', '<?xml ' + '>   '.repeat(254)],
  ])('%s are looked through at once', (_what, content) => {
    const started = performance.now();
    for (let round = 0; round < 10; round++) sniff(Buffer.from(content, 'latin1'));
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('sees a page behind comments', () => {
    expect(rules('a.html', '<!-- a --> <!-- b -- > -->\n<html>')).toEqual(['content.forbidden']);
    expect(rules('a.svg', '<!----><!--<svg>--><svg>')).toEqual(['content.forbidden']);
  });

  it('reads the extension of a name of any length at once', () => {
    const started = performance.now();
    expect(extensionOf(`.${' '.repeat(100_000)}/`)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(500);
    expect(['a.b.PDF \n', '. pdf', 'a', 'a.b/c', 'a.'].map(extensionOf)).toEqual([
      'pdf',
      'pdf',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('finds nothing that runs in random bytes', () => {
    const bytes = Buffer.alloc(4_000_000, 'x');
    for (let i = 20; i < bytes.length; i++) bytes[i] = (i * 2_654_435_761) >>> 13;
    bytes.write('%PDF-1.4\n', 0, 'latin1');
    bytes.write('%%EOF', bytes.length - 6, 'latin1');
    const findings = probeDocument(bytes.toString('base64'));
    expect(findings).toEqual({ isBase64: true, size: bytes.length, mediaType: 'application/pdf' });
  });
});
