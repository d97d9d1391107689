import { createHash } from 'node:crypto';
import type { HotichProblem } from './errors';
import type { CarrierOptions, HotichModuleOptions, OtherEnvironmentOptions } from './hotich.options';
import { foreignProblem } from './persistence';

/** Every address and account of the options that is said to be the other environment's; no value is part of what is said. */
export function otherEnvironmentProblems({
  gateway,
  interlink,
  otherEnvironment,
}: Partial<HotichModuleOptions>): HotichProblem[] {
  if (!otherEnvironment) return [];
  const credentials: Record<string, string> = { ...interlink?.credentials };
  const used: readonly Used[] = [
    ['gateway.baseUrl', isHost, gateway?.baseUrl],
    ['gateway.tokenUrl', isHost, gateway?.tokenUrl],
    ['gateway.proxy', isHost, gateway?.proxy],
    ['interlink.baseUrl', isHost, interlink?.baseUrl],
    ['interlink.proxy', isHost, interlink?.proxy],
    ['gateway.consumerKey', isAccount, gateway?.consumerKey],
    ['interlink.credentials.userName', isAccount, credentials.userName],
    ['interlink.credentials.SecretId', isAccount, credentials.SecretId],
    ...headersOf('gateway', gateway),
    ...headersOf('interlink', interlink),
  ];
  return used.flatMap(([path, is, value]) =>
    value !== undefined && is(value, otherEnvironment) ? [foreignProblem(path)] : [],
  );
}

type Used = readonly [path: string, is: typeof isHost, value: string | undefined];

/** An LGSP that adds the token itself knows its caller by a header. */
function headersOf(name: string, carrier: CarrierOptions | undefined): Used[] {
  const headers = typeof carrier?.headers === 'function' ? {} : (carrier?.headers ?? {});
  return Object.entries(headers).map(([header, value]) => [`${name}.headers.${header}`, isAccount, String(value)]);
}

const DEFAULT_PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

function isHost(url: string, { hosts = [] }: OtherEnvironmentOptions): boolean {
  const { hostname, port, protocol } = new URL(url);
  // A URL leaves its protocol's own port out.
  const whole = `${hostname}:${port || DEFAULT_PORTS[protocol]}`;
  return hosts.some((one) => {
    // Written to its end a name has a dot there, which no address of the options may have.
    const other = one.toLowerCase().replace(/\.(?=:|$)/, '');
    return other === whole || other === hostname || hostname.endsWith(`.${other}`);
  });
}

function isAccount(account: string, { accounts = [] }: OtherEnvironmentOptions): boolean {
  const digest = createHash('sha256').update(account).digest('hex');
  return accounts.some((one) => one.toLowerCase() === digest);
}
