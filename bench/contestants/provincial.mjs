import { Agent } from 'node:http';
import axios from 'axios';
import { codeOf, payload, pool, slices, STATUS_PATH, SUBMIT_PATH } from '../payload.mjs';

const fresh = () => ({ httpAgent: new Agent({ keepAlive: false }) });

/** How public provincial clients do it: one after the other, a new connection each. */
export async function dispatch({ remoteUrl, jobs }) {
  const url = remoteUrl + SUBMIT_PATH;
  return { run: () => pool(jobs, 1, (n) => axios.post(url, payload(n), fresh())) };
}

/** Three codes a query, one query at a time. */
export async function sweep({ remoteUrl, jobs }) {
  const url = remoteUrl + STATUS_PATH;
  const questions = [...slices(jobs, 3, codeOf)];
  const ask = (i) => axios.post(url, { maDinhDanhHoSo: questions[i], maTinh: '24', module: 'KS' }, fresh());
  return { run: () => pool(questions.length, 1, ask) };
}
