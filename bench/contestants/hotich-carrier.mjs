import { createRequire } from 'node:module';
import { payload, pool, SUBMIT_PATH } from '../payload.mjs';
import { application } from './shared/hotich-app.mjs';

// Rooms of the library that it does not export: what one call costs is asked of them alone.
const require = createRequire(import.meta.url);
const { CarrierService, HttpDoor } = require('../../libs/hotich/dist/carrier');

/** A call as the lanes make it: token, gate, classified answer, masked exchange log. */
export async function carrier(context) {
  const app = await application(context);
  const service = app.get(CarrierService, { strict: false });
  const call = (n) => {
    const body = payload(n);
    const request = { operation: 'register.submit', method: 'POST', path: SUBMIT_PATH, codes: [body.maHoSo] };
    return service.request('gateway', { ...request, body: [JSON.stringify(body)] });
  };
  return { run: () => pool(context.jobs, context.concurrency, call), stop: () => app.close() };
}

/** The HTTP door under it: Nest's HttpService over undici. */
export async function door(context) {
  const app = await application(context);
  const http = app.get(HttpDoor, { strict: false });
  const url = context.remoteUrl + SUBMIT_PATH;
  const headers = { 'content-type': 'application/json' };
  const call = (n) =>
    http.send('gateway', { method: 'POST', url, headers, body: [JSON.stringify(payload(n))], safe: false });
  return { run: () => pool(context.jobs, context.concurrency, call), stop: () => app.close() };
}
