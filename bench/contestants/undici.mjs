import { pool, slices, codeOf } from '../payload.mjs';
import { register } from './shared/wire.mjs';

/** The bare loop: no token, no limit, no record, nothing that survives the process. */
export async function dispatch({ remoteUrl, jobs, concurrency }) {
  const { send, close } = register(remoteUrl, concurrency);
  return { run: () => pool(jobs, concurrency, send), stop: close };
}

/** The bare loop of status questions: what concurrency and latency allow. */
export async function sweep({ remoteUrl, jobs, concurrency, options: { codes } }) {
  const { ask, close } = register(remoteUrl, concurrency);
  const questions = [...slices(jobs, codes, codeOf)];
  return { run: () => pool(questions.length, concurrency, (i) => ask(questions[i])), stop: close };
}
