/** Every operation a remote offers; the names that faults and the call log go by. */
export const OPERATIONS = [
  'gateway.token',
  'register.submit',
  'register.status',
  'interlink.token',
  'interlink.list',
  'interlink.detail',
  'interlink.acknowledge',
  'interlink.report',
] as const;

export type Operation = (typeof OPERATIONS)[number];

export const isOperation = (text: unknown): text is Operation => OPERATIONS.includes(text as Operation);
