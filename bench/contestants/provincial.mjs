import { Agent } from 'node:http';
import axios from 'axios';
import { payload, pool } from '../payload.mjs';

const fresh = () => ({ httpAgent: new Agent({ keepAlive: false }) });

/** How public provincial clients do it: one after the other, a new connection each. */
export async function dispatch({ remoteUrl, jobs }) {
  const url = `${remoteUrl}/apiLienThongKSKT/1.0/nhanHoSoDKHT`;
  return { run: () => pool(jobs, 1, (n) => axios.post(url, payload(n), fresh())) };
}

/** Three codes a query, one query at a time. */
export async function sweep({ remoteUrl, jobs }) {
  const url = `${remoteUrl}/apiLienThongKSKT/1.0/layKetQuaDKHT`;
  const ask = (n) => {
    const maDinhDanhHoSo = [0, 1, 2].map((i) => payload(3 * n + i).maHoSo);
    return axios.post(url, { maDinhDanhHoSo, maTinh: '24', module: 'KS' }, fresh());
  };
  return { run: () => pool(Math.ceil(jobs / 3), 1, ask) };
}
