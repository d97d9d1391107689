import axios from 'axios';
import { payload, pool, SUBMIT_PATH } from '../payload.mjs';

/** What most clients are: axios as it comes. */
export async function dispatch({ remoteUrl, jobs, concurrency }) {
  const url = remoteUrl + SUBMIT_PATH;
  return { run: () => pool(jobs, concurrency, (n) => axios.post(url, payload(n))) };
}
