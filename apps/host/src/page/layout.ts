import type { Environment } from '@hotich/nestjs';
import { html, Markup } from './html';

const STYLE = new Markup(`
:root { color-scheme: light dark; --ink: #17202a; --paper: #f6f7f9; --card: #fff; --line: #dde2e8; --accent: #a61b1b;
  font: 15px/1.5 system-ui, sans-serif }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaee; --paper: #14181d; --card: #1c2229; --line: #313a44; --accent: #ff8f7d } }
body { margin: 0; background: var(--paper); color: var(--ink) }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .4rem 1rem; padding: .9rem 1.5rem;
  background: var(--card); border-bottom: 3px solid var(--accent) }
h1 { font-size: 1.25rem; margin: 0 } h1 a { color: inherit; text-decoration: none }
main { max-width: 84rem; margin: 0 auto; padding: 1rem 1.5rem 3rem } small, .en { opacity: .65; font-weight: normal }
.mark { border: 1px solid var(--accent); color: var(--accent); border-radius: 1rem; padding: 0 .7rem; font-size: .85rem }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1rem; padding: 0; list-style: none }
.counts li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .25rem .75rem }
.wide { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .6rem }
table { border-collapse: collapse; width: 100% } tr + tr td { border-top: 1px solid var(--line) }
th, td { padding: .5rem .8rem; text-align: left; vertical-align: top } th { font-size: .85rem; border-bottom: 2px solid var(--line) }
code { font-size: .88rem; white-space: nowrap } td p { margin: .15rem 0 0; font-size: .88rem; opacity: .8; max-width: 26rem }
.state { display: inline-block; border-radius: 1rem; padding: .05rem .65rem; font-size: .85rem; white-space: nowrap; color: #fff; background: #5b6876 }
.received { background: #9a5b00 } .sent, .queued, .accepted { background: #1d5fae } .supplement { background: #7a3fa0 }
.registered { background: #0b7285 } .completed { background: #2b7a3d } .refused, .held { background: #a61b1b }
button { font: inherit; font-size: .88rem; padding: .15rem .7rem; margin: .1rem; border-radius: .35rem; cursor: pointer;
  border: 1px solid var(--line); background: var(--paper); color: inherit } button:hover { border-color: var(--accent) }
[role=alert] { position: fixed; inset: auto 1rem 1rem; margin: 0; padding: .7rem 1rem; border-radius: .4rem; background: #a61b1b; color: #fff }
.empty { padding: 1.2rem; opacity: .7 }`);

export interface Page {
  readonly title: string;
  readonly environment: Environment;
  /** Of this answer only; the policy in its header lets nothing else run. */
  readonly nonce: string;
  readonly main: Markup;
  readonly script?: Markup;
}

/** The frame of every page: Vietnamese first, the environment always in sight, nothing from outside. */
export function layout({ title, environment, nonce, main, script }: Page): string {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style nonce="${nonce}">
          ${STYLE}
        </style>
      </head>
      <body>
        <header>
          <h1><a href="/">Một cửa hộ tịch</a> <small>Civil-status one-stop desk</small></h1>
          <span class="mark">${environment === 'test' ? 'THỬ NGHIỆM · TEST' : 'CHÍNH THỨC · PRODUCTION'}</span>
        </header>
        <main>${main}</main>
        ${
          script
            ? html`<script nonce="${nonce}">
                ${script};
              </script>`
            : ''
        }
      </body>
    </html>`.text;
}

/** A moment as people at the counter read it. */
export function clock(at: Date): string {
  return at.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour12: false });
}
