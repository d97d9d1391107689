import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { payload, pool } from '../payload.mjs';
import { register } from './shared/wire.mjs';

/** What most clients do with a document: read it, encode it, make one string of it all. */
export async function documents({ remoteUrl, jobs, concurrency }) {
  const folder = mkdtempSync(join(tmpdir(), 'hotich-bench-documents-'));
  const path = join(folder, 'giay-chung-sinh.pdf');
  // Piece by piece: a whole document here would hide in the memory of the idle process.
  for (let i = 0; i < 200; i++) appendFileSync(path, Buffer.alloc(100_000, 'mau '));
  const { submit, close } = register(remoteUrl, concurrency);
  const send = async (n) => {
    const duLieuTepDinhKem = (await readFile(path)).toString('base64');
    await submit({ ...payload(n), fileDinhKem: [{ id: 1, tenTepDinhKem: 'giay-chung-sinh.pdf', duLieuTepDinhKem }] });
  };
  return { run: () => pool(jobs, jobs, send), check: () => rmSync(folder, { recursive: true }), stop: close };
}
