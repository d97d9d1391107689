import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const root = join(__dirname, '../..');
const CHROMIUM = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe('the pages of npm start, in a browser', () => {
  const data = mkdtempSync(join(tmpdir(), 'hotich-pages-'));
  let demo: ChildProcess;
  let browser: Browser;
  let urls: string[] = [];

  beforeAll(async () => {
    // The program that `npm start` runs after the build, on data of its own.
    demo = spawn(process.execPath, [join(root, 'dist/apps/demo/main.js'), '--data', data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    urls = await new Promise((resolve) => {
      let printed = '';
      demo.stdout!.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const found = printed.match(/http:\/\/[\d.:]+/g) ?? [];
        if (found.length >= 2) resolve(found);
      });
    });
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: CHROMIUM });
  });

  afterAll(async () => {
    await browser?.close();
    demo.kill('SIGINT');
    const [code] = (await once(demo, 'exit')) as [number];
    rmSync(data, { recursive: true, force: true });
    expect(code).toBe(0);
  });

  async function open(url: string): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      const refused = /409 \(Conflict\)/.test(message.text());
      if (message.type() === 'error' && !refused && !message.location().url.endsWith('/favicon.ico'))
        complaints.push(message.text());
    });
    await page.goto(url);
    return { page, complaints };
  }

  /**
   * Refuses a dossier that still may be refused, and tells its code. The demo's own officer works on the same
   * dossiers, and may be quicker.
   */
  async function refuse(page: Page): Promise<string> {
    for (;;) {
      const answered = page.waitForResponse((response) => response.url().endsWith('/tu-choi'), { timeout: 60_000 });
      const [answer] = await Promise.all([
        answered,
        page.locator('button[data-post$="/tu-choi"]').first().click({ timeout: 40_000 }),
      ]);
      if (answer.ok()) return new URL(answer.url()).pathname.split('/')[2]!;
      expect(answer.status()).toBe(409);
    }
  }

  it("the province's desk fills by itself, and shows a timeline and a signed certificate", async () => {
    const { page, complaints } = await open(urls[0]!);
    await page.waitForSelector('text=G22.', { timeout: 30_000 });
    expect(await page.title()).toContain('Hồ sơ hộ tịch');
    expect(await page.textContent('header')).toContain('THỬ NGHIỆM');
    const certificate = await page.waitForSelector('a[href$="/ket-qua"]', { timeout: 40_000 });
    const answer = await page.request.get(new URL((await certificate.getAttribute('href'))!, urls[0]).href);
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await page.click('main a[href^="/dien-bien/"]');
    await page.waitForSelector('text=hotich');
    expect(await page.title()).toContain('Diễn biến');
    expect(complaints).toEqual([]);
  });

  it('an officer presses a button, and the dossier moves', async () => {
    const { page, complaints } = await open(urls[0]!);
    const reason = 'Thiếu giấy tờ <b>của mẹ</b> & cha';
    page.on('dialog', (dialog) => void dialog.accept(reason));
    const code = await refuse(page);
    await page.waitForSelector(`tr:has-text("${decodeURIComponent(code)}") .state >> text=Từ chối`);
    await page.goto(new URL(`/dien-bien/${code}`, urls[0]).href);
    // As text, not as markup.
    await page.waitForSelector(`text=${reason}`);
    expect(await page.$$('main b:has-text("của mẹ")')).toHaveLength(0);
    expect(complaints).toEqual([]);
  });

  it("the ministries' page files a birth at the press of a button", async () => {
    const { page, complaints } = await open(urls[1]!);
    const filed = async () => new Set((await page.textContent('body'))!.match(/G22[\d.]+-\d+-\d+/g)).size;
    const before = await filed();
    await page.click('text=File a birth');
    await page.waitForLoadState();
    expect(await filed()).toBeGreaterThan(before);
    expect(complaints).toEqual([]);
  });
});
