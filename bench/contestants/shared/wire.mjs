import { payload, STATUS_PATH, SUBMIT_PATH } from '../../payload.mjs';
import { load } from './packages.mjs';

const { Pool } = await load('undici');

const JSON_TYPE = { 'content-type': 'application/json' };

/** The register through undici and nothing else: what every queue's handler calls. */
export function register(remoteUrl, connections) {
  const client = new Pool(remoteUrl, { connections });
  const post = async (path, body) => {
    const answer = await client.request({ path, method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) });
    return answer.body.text();
  };
  return {
    submit: (dossier) => post(SUBMIT_PATH, dossier),
    send: (n) => post(SUBMIT_PATH, payload(n)),
    ask: (maDinhDanhHoSo) => post(STATUS_PATH, { maDinhDanhHoSo, maTinh: '24', module: 'KS' }),
    close: () => client.close(),
  };
}
