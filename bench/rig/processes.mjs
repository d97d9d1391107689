import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '..');
const running = new Set();
// Whatever ends this process, nothing it started may outlive it.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** A script of the benchmark in a process of its own, which speaks one JSON object a line and hears one line at a time. */
export function start(script, args, env, node = process.execPath) {
  const child = track(
    spawn(node, [join(ROOT, script), ...args], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const name = `${script} ${args.join(' ')}`.trim();
  child.stdin.on('error', () => undefined);
  return {
    child,
    say: (line) => child.stdin.write(`${line}\n`),
    read: async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${name} ended early`);
      const message = JSON.parse(value);
      if (message.error) throw new Error(`${name}: ${message.error}`);
      return message;
    },
    stop: (signal = 'SIGTERM') => stop(child, signal),
  };
}

/** A server that is no script of ours; its output is kept out of sight. */
export function startServer(command, args, options = {}) {
  return track(spawn(command, args, { stdio: 'ignore', ...options }));
}

export async function stop(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

function track(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Processor seconds of a process, its descendants, and all of them that have ended. */
export function cpuOfTree(pid) {
  const processes = readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id))
    .flatMap((id) => statOf(id) ?? []);
  const children = new Map();
  for (const one of processes) children.set(one.parent, [...(children.get(one.parent) ?? []), one]);
  const total = (one) => one.ticks + (children.get(one.pid) ?? []).reduce((sum, child) => sum + total(child), 0);
  const root = processes.find((one) => one.pid === pid);
  return root ? total(root) / 100 : 0;
}

function statOf(id) {
  try {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    // utime, stime, cutime, cstime: own, and of the children that have been waited for.
    return {
      pid: Number(id),
      parent: Number(fields[1]),
      ticks: fields.slice(11, 15).reduce((a, b) => a + Number(b), 0),
    };
  } catch {
    return undefined;
  }
}

/** A port nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
