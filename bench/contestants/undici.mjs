import { Pool } from 'undici';
import { payload, pool } from '../payload.mjs';

/** The bare loop: no token, no limit, no record, nothing that survives the process. */
export async function dispatch({ remoteUrl, jobs, concurrency }) {
  const client = new Pool(remoteUrl, { connections: concurrency });
  const send = async (n) => {
    const { body } = await client.request({
      path: '/apiLienThongKSKT/1.0/nhanHoSoDKHT',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload(n)),
    });
    await body.text();
  };
  return { run: () => pool(jobs, concurrency, send), stop: () => client.close() };
}
