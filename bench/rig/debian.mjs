import { execFileSync } from 'node:child_process';

/** Installs a Debian package when its program is not there. */
export function ensureInstalled(program, debianPackage) {
  const there = () => {
    try {
      return execFileSync('which', [program], { encoding: 'utf8', env: withSbin() }).trim();
    } catch {
      return undefined;
    }
  };
  const found = there();
  if (found) return found;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], { env, stdio: 'ignore' });
  const installed = there();
  if (!installed) throw new Error(`${debianPackage} was installed, but there is no ${program}`);
  return installed;
}

const withSbin = () => ({ ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` });
