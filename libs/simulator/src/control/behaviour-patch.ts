import type { Behaviour, BehaviourPatch } from '../behaviour';
import { SimulatorError } from '../errors';
import { isModule } from '../register/modules';

type Settings = Readonly<Record<string, unknown>>;

/** What a setting may be: one of a list, any of a kind, or whatever passes a test. */
type Allowed =
  readonly string[] | readonly number[] | 'boolean' | 'count' | 'countOrNull' | ((setting: unknown) => boolean);

const isModuleList = (setting: unknown): boolean => Array.isArray(setting) && setting.every(isModule);
const isTextOrNull = (setting: unknown): boolean => setting === null || (typeof setting === 'string' && setting !== '');
const isTextListOrNull = (setting: unknown): boolean =>
  setting === null || (Array.isArray(setting) && setting.every((item) => typeof item === 'string'));
const isStyleSetting = (setting: unknown): boolean =>
  setting === 'both' ||
  (isObject(setting) &&
    Object.entries(setting).every(([module, style]) => isModule(module) && (style === '2024' || style === '2025')));

const ALLOWED: { [K in keyof Behaviour]: Behaviour[K] extends object ? Record<keyof Behaviour[K], Allowed> : Allowed } =
  {
    latencyMs: 'count',
    gateway: {
      auth: ['bearer', 'bearer+lgsp', 'none'],
      tokenLifetimeSeconds: 'count',
      renewal: ['remaining', 'new', 'newRevokesOld'],
      requestsPerSecond: 'countOrNull',
    },
    register: {
      modulesV3: isModuleList,
      modulesV1: isModuleList,
      style: isStyleSetting,
      envelope: ['asSeen', 'lenient'],
      placeMustAgree: 'boolean',
      documentKey: isTextOrNull,
      queryAcrossVersions: 'boolean',
      allowedAddresses: isTextListOrNull,
      submitStatusAs: ['string', 'number'],
      queryStatusAs: ['string', 'number'],
      trangThaiAs: ['string', 'number'],
      emptyValueAs: ['array', 'null'],
      unknownCode: ['omit', 'errorItem'],
      afterSupplement: ['replace', 'alreadyReceived'],
      validationText: ['newline', 'glued'],
      maxCodesPerQuery: 'countOrNull',
      maxAttachmentBytes: 'countOrNull',
    },
    registerV1: {
      credential: ['known', 'unknown', 'otherProvince'],
      numbersAs: ['string', 'number'],
      unitCodeAs: ['any', 'long'],
      valueAs: ['json', 'text'],
      detailsIn: ['errorDescription', 'statusDescription', 'value'],
      refusalAs: ['error', 'supplement'],
      unknownFields: ['refuse', 'ignore'],
      resultDocument: 'boolean',
    },
    interlink: {
      tokenLifetimeSeconds: 'count',
      errorHttpStatus: [200, 400],
      repeatedReport: ['idempotent', 'illogical'],
      duplicateList: 'boolean',
    },
  };

/** Reads a patch that came over HTTP. @throws SimulatorError for a setting or value that does not exist */
export function parseBehaviourPatch(value: Settings): BehaviourPatch {
  checkSettings(value, ALLOWED, '');
  return value;
}

function checkSettings(value: Settings, allowed: Settings, path: string): void {
  for (const [name, setting] of Object.entries(value)) {
    const rule = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    const isGroup = isObject(rule);
    if (isGroup && isObject(setting)) {
      checkSettings(setting, rule, `${path}${name}.`);
    } else if (isGroup || !isAllowed(setting, rule as Allowed | undefined)) {
      throw new SimulatorError('badInput', `behaviour: '${path}${name}' does not exist or cannot have this value`);
    }
  }
}

const isObject = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isAllowed(setting: unknown, rule: Allowed | undefined): boolean {
  if (rule === undefined) return false;
  if (typeof rule === 'function') return rule(setting);
  if (rule === 'boolean') return typeof setting === 'boolean';
  if (rule === 'count' || rule === 'countOrNull') {
    return (rule === 'countOrNull' && setting === null) || (Number.isInteger(setting) && (setting as number) >= 0);
  }
  return (rule as readonly unknown[]).includes(setting);
}
