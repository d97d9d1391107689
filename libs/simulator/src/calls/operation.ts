/**
 * Every operation a remote offers; the names that faults and the call log go by.
 * `register.submit` and `register.status` are those of contract 3.0.
 */
export const OPERATIONS = [
  'gateway.token',
  'register.submit',
  'register.status',
  'register.v2.submit',
  'register.v2.status',
  'register.v1.submit',
  'register.v1.catalog',
  'register.v1.status',
  'register.v1.result',
  'register.v1.changes',
  'register.v1.record',
  'register.v1.records',
  'catalog.metadata',
  'catalog.rows',
  'interlink.token',
  'interlink.list',
  'interlink.detail',
  'interlink.acknowledge',
  'interlink.report',
] as const;

export type Operation = (typeof OPERATIONS)[number];

export const isOperation = (text: unknown): text is Operation => OPERATIONS.includes(text as Operation);
