import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingsOf } from '../contract';
import { DocumentTray } from './document-tray';

/** What the process has open below a directory, whether it still has a name or not. */
const openBelow = (directory: string) =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = `/proc/self/fd/${fd}`;
      return readlinkSync(path).startsWith(directory) ? [path] : [];
    } catch {
      return [];
    }
  });

const whole = async (pieces: AsyncIterable<string>) => {
  let text = '';
  for await (const piece of pieces) {
    expect(piece.length).toBeLessThanOrEqual(64_000);
    text += piece;
  }
  return text;
};

function take(tray: DocumentTray, content: string, step: number): string {
  const sink = tray.take();
  for (let at = 0; at < content.length; at += step) sink.write(content.slice(at, at + step));
  return sink.close();
}

describe('DocumentTray', () => {
  let directory: string;
  let tray: DocumentTray;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'hotich-tray-spec-'));
    tray = new DocumentTray({ environment: 'test' }, directory);
  });
  afterEach(() => tray.close());

  it.each([1, 2, 3, 47_999, 48_000, 48_001, 1_000_000])(
    'gives a document of %i bytes back, twice, among others',
    async (size) => {
      const contents = [size, 200_000, size].map((length) => randomBytes(length).toString('base64'));
      const notes = contents.map((content, i) => take(tray, content, [7_001, 64_000, 100_000][i]!));
      await tray.flush();
      for (const [i, content] of contents.entries()) {
        const source = tray.content(notes[i]!);
        expect(source.length).toBe(content.length);
        expect(await whole(source.read())).toBe(content);
        expect(await whole(source.read())).toBe(content);
        expect(findingsOf(notes[i]!)).toMatchObject({ isBase64: true, size: [size, 200_000, size][i] });
      }
    },
  );

  it('drops a data-URL prefix and line breaks, and says what is no base64', async () => {
    const content = randomBytes(90_000).toString('base64');
    const lines = `data:application/pdf;base64,${content.replace(/.{76}/g, '$&\r\n')}`;
    const note = take(tray, lines, 501);
    await tray.flush();
    expect(await whole(tray.content(note).read())).toBe(content);
    expect(findingsOf(take(tray, `${content}*`, 900))).toMatchObject({ isBase64: false });
  });

  it('keeps nothing that anybody else could find or read, and nothing at all once closed', async () => {
    const content = Buffer.from('GIAY CUA NGUYEN VAN MAU '.repeat(20_000)).toString('base64');
    take(tray, content, 64_000);
    await tray.flush();
    expect(await readdir(directory)).toEqual([]);
    const [file, ...others] = openBelow(directory);
    expect(others).toEqual([]);
    const kept = readFileSync(file!);
    expect(kept.length).toBe(content.length);
    expect(kept.toString('latin1')).not.toContain(content.slice(0, 24));
    await tray.close();
    expect(openBelow(directory)).toEqual([]);
  });

  it('puts what is taken while another document is being put behind that one', async () => {
    const contents = [150_000, 90_000, 300_000, 10].map((size) => randomBytes(size).toString('base64'));
    const notes: string[] = [];
    for (const content of contents) {
      notes.push(take(tray, content, 64_000));
      void tray.flush();
      if (notes.length === 2) await new Promise((resolve) => setImmediate(resolve));
    }
    await tray.flush();
    for (const [i, content] of contents.entries())
      expect((await whole(tray.content(notes[i]!).read())) === content).toBe(true);
  });

  it('leaves nothing open when it is closed while its file is being opened', async () => {
    take(tray, randomBytes(100_000).toString('base64'), 64_000);
    const flushed = tray.flush();
    await tray.close();
    await flushed;
    expect(openBelow(directory)).toEqual([]);
  });

  it('holds documents in memory where the disk takes none', async () => {
    await tray.close();
    tray = new DocumentTray({ environment: 'test' }, join(directory, 'not', 'there'));
    const content = randomBytes(200_000).toString('base64');
    const note = take(tray, content, 64_000);
    await tray.flush();
    expect(await whole(tray.content(note).read())).toBe(content);
  });

  it('leaves a text that is no note of its own as it is', async () => {
    const content = randomBytes(100_000).toString('base64');
    expect(await whole(tray.content(content).read())).toBe(content);
    const forged = 'hotich-document:{"id":"1","isBase64":true,"size":1}';
    expect(findingsOf(forged)).toMatchObject({ isBase64: false });
  });
});
