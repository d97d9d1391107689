import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const OTHERS_MAY_PASS = 0o001;

/**
 * Run by root, PostgreSQL is handed to another user, who must be able to come to its files.
 *
 * @throws Error naming the folder that is closed to others, and what to do.
 */
export async function assertReachable(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
      const { mode } = await stat(folder);
      if (mode & OTHERS_MAY_PASS) continue;
      throw new Error(
        `PostgreSQL không chạy được bằng root, và người dùng "postgres" không vào được ${folder}: ` +
          'hãy chạy bằng người dùng thường, hoặc chuyển mã nguồn ra thư mục khác — ' +
          `PostgreSQL cannot run as root, and user "postgres" cannot enter ${folder}: ` +
          'run as an ordinary user, or move the repository elsewhere',
      );
    }
  }
}
