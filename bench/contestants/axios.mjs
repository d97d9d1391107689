import axios from 'axios';
import { payload, pool } from '../payload.mjs';

/** What most clients are: axios as it comes. */
export async function dispatch({ remoteUrl, jobs, concurrency }) {
  const url = `${remoteUrl}/apiLienThongKSKT/1.0/nhanHoSoDKHT`;
  return { run: () => pool(jobs, concurrency, (n) => axios.post(url, payload(n))) };
}
