import { applyDecorators } from '@nestjs/common';
import {
  Allow,
  IsArray,
  type ValidationError,
  type ValidationOptions,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { UNKNOWN_NAME } from './contract';
import { isObject } from './contract/wire-json';
import type { HotichProblem } from './errors';
import type { HotichModuleOptions } from './hotich.options';

/** Sentences of a rule, carried as its context: values are never part of them, so no secret can leak. */
function says(
  vi: string,
  en: string,
  doVi = 'Sửa giá trị này trong HotichModule.forRoot()',
  doEn = 'Correct it in HotichModule.forRoot()',
): ValidationOptions {
  return { context: { message: { vi, en }, remedy: { vi: doVi, en: doEn } } };
}

const URL_RULE = { protocols: ['http', 'https'], require_tld: false, require_protocol: true };
const text = () => says('phải là chuỗi ký tự không rỗng', 'must be a non-empty string');
const List = () => IsArray(says('phải là một danh sách', 'must be a list'));
const rows = () => says('phải là danh sách các đối tượng', 'must be a list of objects');
/** What stands in it is said by a check of its own, see NESTED. */
const Section = (said = says('phải là một đối tượng', 'must be an object')) => ValidateNested(said);
/** One that nothing goes without: an absent one is passed over by the other rule. */
const RequiredSection = (doVi: string, doEn: string) =>
  applyDecorators(
    Section(says('phải là một đối tượng', 'must be an object', doVi, doEn)),
    IsNotEmpty(says('còn thiếu', 'is missing', doVi, doEn)),
  );
/** Of objects: what each of them says is looked at where it is read. */
const Rows = () => applyDecorators(IsObject({ ...rows(), each: true }), IsArray(rows()));
/** A rule that no decorator has. Without a message of its own class-validator leaves out what the rule says. */
const Fits = (name: string, validate: (value: unknown) => boolean, said: ValidationOptions) =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => name } }, said);
const url = () => says('phải là địa chỉ http(s)://…', 'must be an http(s):// address');
const holdsUserInfo = (value: unknown): boolean => /^[^/?#]*\/\/[^/?#]*@/.test(String(value));
/** A request would go without them, and nobody be told. */
const NoUserInfo = () =>
  Fits(
    'url.userInfo',
    (value) => !holdsUserInfo(value),
    says(
      'không được chứa tài khoản, mật khẩu',
      'must hold no user and password',
      'Chuyển vào headers, ví dụ authorization',
      'Give them in headers, for example authorization',
    ),
  );

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.slice(0, url.lastIndexOf('@')));
    return true;
  } catch {
    return false;
  }
}

/** Of a proxy: they are decoded, but only when the first request goes. */
const ReadableUserInfo = () =>
  Fits(
    'url.userInfo',
    (value) => !holdsUserInfo(value) || isDecodable(String(value)),
    says(
      'có dấu % không đọc được trong tài khoản hoặc mật khẩu',
      'has a "%" in its user or password that cannot be read',
      'Viết dấu % thành %25, dấu @ thành %40',
      'Write "%" as %25 and "@" as %40',
    ),
  );
const NoPart = (signs: RegExp, [vi, en]: readonly [string, string]) =>
  Fits('url.parts', (value) => !signs.test(String(value)), says(`không được có ${vi}`, `must have no ${en}`));
/** Paths are appended to it. */
const BaseUrl = () =>
  applyDecorators(
    NoPart(/[?#]/, ['phần sau "?" hoặc "#"', 'part behind "?" or "#"']),
    NoUserInfo(),
    IsUrl(URL_RULE, url()),
  );
const FullUrl = () =>
  applyDecorators(NoPart(/#/, ['phần sau "#"', 'part behind "#"']), NoUserInfo(), IsUrl(URL_RULE, url()));
/** Statements take counts in four bytes, and thousandths of a rate since 1970 in eight. */
const MOST = 1_000_000;
/** Eleven days: a timer of Node that is set for longer than 24 rings at once. */
const MOST_MS = 1_000_000_000;

interface Bounds {
  readonly least: number;
  readonly most?: number | undefined;
}

/** A number that its sentence says the bounds of: one beyond them may be all else that it must be. */
function Within(
  kind: (said: ValidationOptions) => PropertyDecorator,
  [vi, en]: readonly [vi: string, en: string],
  { least, most }: Bounds,
  [orVi, orEn] = ['', ''],
): PropertyDecorator {
  const [viLeast, enLeast] = [least.toLocaleString('vi'), least.toLocaleString('en')];
  const said =
    most === undefined
      ? says(`phải là ${vi}, ít nhất ${viLeast}`, `must be ${en}, ${enLeast} at least`)
      : says(
          `phải là ${vi} từ ${viLeast} đến ${most.toLocaleString('vi')}${orVi}`,
          `must be ${en} from ${enLeast} to ${most.toLocaleString('en')}${orEn}`,
        );
  const rules = [kind(said), Min(least, said), ...(most === undefined ? [] : [Max(most, said)])];
  return (target, key) => rules.forEach((rule) => rule(target, key));
}

const Whole = (least: number, most?: number) => Within(IsInt, ['số nguyên', 'a whole number'], { least, most });
const AnyNumber = (least: number, most?: number) =>
  Within((said) => IsNumber({}, said), ['số', 'a number'], { least, most });
const Milliseconds = (least = 1) =>
  Within(IsInt, ['số mili giây nguyên', 'a whole number of milliseconds'], { least, most: MOST_MS });
const Days = () =>
  Within(IsInt, ['số ngày nguyên', 'a whole number of days'], { least: 1, most: 36_500 }, [
    ', hoặc false',
    ', or false',
  ]);

class RateCheck {
  @AnyNumber(0.01, MOST) perSecond!: unknown;

  @IsOptional() @Whole(1, MOST) burst?: unknown;
}

class BreakerCheck {
  @IsOptional() @Whole(1, MOST) failures?: unknown;
  @IsOptional() @Milliseconds() openMs?: unknown;
}

const pem = () =>
  says(
    'phải là PEM: chuỗi, Buffer, hoặc danh sách các giá trị đó',
    'must be PEM: text, a Buffer, or a list of these',
    'Ghi nội dung của tệp, ví dụ readFileSync(tệp)',
    'Give what the file holds, for example readFileSync(file)',
  );

function isPem(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length > 0 && value.every((one) => isPem(one))
    : (typeof value === 'string' || Buffer.isBuffer(value)) && value.length > 0;
}

class TlsCheck {
  @IsOptional() @Fits('pem', isPem, pem()) ca?: unknown;
  @IsOptional() @Fits('pem', isPem, pem()) cert?: unknown;
  @IsOptional() @Fits('pem', isPem, pem()) key?: unknown;

  @IsOptional()
  @IsBoolean(says('phải là true hoặc false', 'must be true or false'))
  rejectUnauthorized?: unknown;
}

const headers = () => says('phải là một đối tượng hoặc một hàm', 'must be an object or a function');
const isHeaders = (value: unknown): boolean => isObject(value) || typeof value === 'function';

class CarrierCheck {
  @IsOptional() @Fits('headers', isHeaders, headers()) headers?: unknown;

  @BaseUrl() baseUrl!: unknown;
  @IsOptional() @Milliseconds() connectTimeoutMs?: unknown;
  @IsOptional() @Milliseconds() timeoutMs?: unknown;
  @IsOptional() @Whole(1, 1000) concurrency?: unknown;
  @IsOptional() @Whole(1, 1000) sharedConcurrency?: unknown;
  @IsOptional() @Milliseconds() recoveryMs?: unknown;
  @IsOptional() @Whole(1024) maxResponseBytes?: unknown;
  @IsOptional() @IsUrl(URL_RULE, url()) @ReadableUserInfo() proxy?: unknown;
  @IsOptional() @Section() rate?: unknown;
  @IsOptional() @Section() breaker?: unknown;
  @IsOptional() @Section() tls?: unknown;
}

class GatewayCheck extends CarrierCheck {
  @IsOptional()
  @IsIn(
    ['client-credentials', 'none'],
    says('phải là "client-credentials" hoặc "none"', 'must be "client-credentials" or "none"'),
  )
  auth?: unknown;

  @IsOptional() @FullUrl() tokenUrl?: unknown;

  @ValidateIf((o: GatewayCheck) => o.auth !== 'none')
  @IsNotEmpty(keyMissing())
  @IsString(keyMissing())
  consumerKey?: unknown;

  @ValidateIf((o: GatewayCheck) => o.auth !== 'none')
  @IsNotEmpty(keyMissing())
  @IsString(keyMissing())
  consumerSecret?: unknown;
}

function keyMissing(): ValidationOptions {
  return says(
    'còn thiếu hoặc không phải chuỗi',
    'is missing or not a string',
    "Điền khóa do NDXP/LGSP cấp cho đúng môi trường, hoặc đặt gateway.auth = 'none' nếu LGSP tự gắn token",
    "Give the key NDXP/LGSP issued for this environment, or set gateway.auth = 'none' when the LGSP adds the token",
  );
}

class CadenceCheck {
  @IsOptional() @Milliseconds() firstMs?: unknown;
  @IsOptional() @Milliseconds() minMs?: unknown;
  @IsOptional() @Milliseconds() maxMs?: unknown;
  @IsOptional() @AnyNumber(0) factor?: unknown;

  @ValidateIf((o: CadenceCheck) => o.workingHours !== undefined && o.workingHours !== false)
  @Section()
  workingHours?: unknown;
}

class WorkingHoursCheck {
  @IsOptional() @Milliseconds() dueMs?: unknown;
  @IsOptional() @AnyNumber(1) slower?: unknown;
  @IsOptional() @Milliseconds(0) spreadMs?: unknown;

  @IsOptional()
  @Matches(/^(1[2-9]|2[0-3]):[0-5]\d$/, says('phải là giờ HH:mm từ 12:00', 'must be a time, HH:mm, from 12:00 on'))
  nightFrom?: unknown;
}

const isNames = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string');
const isErrorFields = (value: unknown): boolean => isObject(value) && isNames(value.code) && isNames(value.description);
const errorFields = () =>
  says(
    'code và description phải là danh sách tên trường',
    'code and description must be lists of names',
    "Ghi { code: ['errorCode'], description: ['errorDescription'] }",
    "Give { code: ['errorCode'], description: ['errorDescription'] }",
  );

class RegisterCheck {
  @IsOptional() @Rows() routes?: unknown;
  @IsOptional() @Rows() forms?: unknown;
  @Allow() payloads?: unknown;
  @Allow() versionModules?: unknown;
  @IsOptional() @Fits('errorFields', isErrorFields, errorFields()) errorFields?: unknown;

  @IsOptional()
  @IsIn(['number', 'text'], says('phải là "number" hoặc "text"', 'must be "number" or "text"'))
  unitCodeAs?: unknown;

  @IsOptional() @List() documentKeys?: unknown;
  @IsOptional() @List() answerRules?: unknown;

  @IsOptional() @Matches(/^\d{2}$/, twoDigits()) maTinh?: unknown;
  @IsOptional() @Whole(1, 500) statusBatchSize?: unknown;
  @IsOptional() @Milliseconds(0) unknownGraceMs?: unknown;
  @IsOptional() @Milliseconds(0) documentPatienceMs?: unknown;
  @IsOptional() @Section() cadence?: unknown;
}

function twoDigits(): ValidationOptions {
  return says(
    'phải là chuỗi đúng 2 chữ số, kể cả số 0 ở đầu (ví dụ "01")',
    'must be a string of exactly 2 digits, leading zero included (for example "01")',
    'Dùng mã tỉnh của Cục Thống kê, không dùng mã Hxx',
    'Use the General Statistics Office code of the province, not its Hxx code',
  );
}

class CredentialsCheck {
  @ValidateIf((o: CredentialsCheck) => o.SecretId === undefined)
  @IsNotEmpty(text())
  @IsString(text())
  userName?: unknown;
  @ValidateIf((o: CredentialsCheck) => o.SecretId === undefined)
  @IsNotEmpty(text())
  @IsString(text())
  password?: unknown;
  @ValidateIf((o: CredentialsCheck) => o.SecretId !== undefined)
  @IsNotEmpty(text())
  @IsString(text())
  SecretId?: unknown;
  @ValidateIf((o: CredentialsCheck) => o.SecretId !== undefined)
  @IsNotEmpty(text())
  @IsString(text())
  SecretPass?: unknown;
}

const path = () => says('phải bắt đầu bằng "/" và không có khoảng trắng', 'must begin with "/" and hold no space');

class PathsCheck {
  @IsOptional() @Matches(/^\/\S*$/, path()) token?: unknown;
  @IsOptional() @Matches(/^\/\S*$/, path()) list?: unknown;
  @IsOptional() @Matches(/^\/\S*$/, path()) acknowledge?: unknown;
  @IsOptional() @Matches(/^\/\S*$/, path()) report?: unknown;

  @IsOptional()
  @Matches(
    /^\/\S*\{id\}\S*$/,
    says(
      'phải bắt đầu bằng "/", không có khoảng trắng và chứa {id}',
      'must begin with "/", hold no space, and hold {id}',
      "Ví dụ '/api/lienthongdvclt/hosolienthong/{id}': {id} được thay bằng mã trong danh sách",
      "For example '/api/lienthongdvclt/hosolienthong/{id}': {id} gives way to the list's id",
    ),
  )
  detail?: unknown;
}

class InterlinkCheck extends CarrierCheck {
  @IsOptional() @Section() paths?: unknown;
  @Allow() resultDocumentCodes?: unknown;
  @IsOptional() @List() answerRules?: unknown;

  @RequiredSection(
    'Điền {userName, password} hoặc {SecretId, SecretPass}',
    'Give {userName, password} or {SecretId, SecretPass}',
  )
  credentials!: unknown;

  @IsOptional() @Milliseconds() tokenLifetimeMs?: unknown;
  @IsOptional() @IsInt(says('phải là số nguyên', 'must be an integer')) coQuanXuLy?: unknown;
}

class EngineCheck {
  @IsOptional() @Whole(1, 1000) claimSize?: unknown;
  @IsOptional() @Milliseconds(1000) leaseMs?: unknown;
  @IsOptional() @Milliseconds() retryMs?: unknown;
  @IsOptional() @Milliseconds() retryMaxMs?: unknown;
  @IsOptional() @Whole(1) maxAttempts?: unknown;
  @IsOptional() @Whole(1) maxLosses?: unknown;
  @IsOptional() @Milliseconds(0) drainMs?: unknown;
}

class LimitsCheck {
  @IsOptional() @Whole(1) attachmentBytes?: unknown;
  @IsOptional() @Whole(1) dossierBytes?: unknown;
  @IsOptional()
  @IsIn(['documents', 'anything'], says('phải là "documents" hoặc "anything"', 'must be "documents" or "anything"'))
  content?: unknown;
}

const machines = () =>
  says(
    'phải là danh sách tên máy, không có http:// và đường dẫn',
    'must be names of machines, without http:// and path',
  );
const digests = () =>
  says('phải là danh sách SHA-256 dạng hex (64 ký tự)', 'must be SHA-256 digests in hex, 64 signs each');
const keyNames = () => says('phải là danh sách tên khóa', 'must be names of keys');
const Each = (shape: RegExp, says: ValidationOptions) => Matches(shape, { ...says, each: true });

class OtherEnvironmentCheck {
  @IsOptional() @Each(/^[a-z0-9.-]+(:\d{1,5})?$/i, machines()) @IsArray(machines()) hosts?: unknown;
  @IsOptional() @Each(/^[0-9a-f]{64}$/i, digests()) @IsArray(digests()) accounts?: unknown;
  @IsOptional() @Each(/^[\w.-]{1,32}$/, keyNames()) @IsArray(keyNames()) keyIds?: unknown;
}

const KeptForEver = (key: string) =>
  ValidateIf((o: Record<string, unknown>) => o[key] !== undefined && o[key] !== false);

class RetentionCheck {
  @KeptForEver('rawDays') @Days() rawDays?: unknown;
  @KeptForEver('exchangeDays') @Days() exchangeDays?: unknown;
  @KeptForEver('deliveryDays') @Days() deliveryDays?: unknown;
  @KeptForEver('contentDays') @Days() contentDays?: unknown;
}

class ScheduleCheck {
  @Allow() submission?: unknown;
  @Allow() status?: unknown;
  @Allow() intake?: unknown;
  @Allow() report?: unknown;
  @Allow() retention?: unknown;
  @Allow() catalog?: unknown;
}

const fileStore = () =>
  says(
    'phải là một kho tệp, có save() và readBase64(), và có thể có remove()',
    'must be a file store, which has save() and readBase64(), and may have remove()',
    'Tạo một đối tượng của lớp mở rộng HotichFileStore (new …) rồi đưa vào đây; bỏ đi để dùng cơ sở dữ liệu',
    'Make one of a class that extends HotichFileStore (new …) and give it here; leave it out to use the database',
  );

function isFileStore(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { save, readBase64, remove } = value;
  return [save, readBase64, remove ?? save].every((method) => typeof method === 'function');
}

class OptionsCheck {
  @IsOptional() @List() units?: unknown;
  @IsOptional() @Rows() procedures?: unknown;
  @IsOptional() @Fits('fileStore', isFileStore, fileStore()) fileStore?: unknown;
  @Allow() catalog?: unknown;
  @Allow() encryption?: unknown;

  @IsIn(['test', 'production'], says('phải là "test" hoặc "production"', 'must be "test" or "production"'))
  environment!: unknown;

  @IsOptional() @Section() otherEnvironment?: unknown;

  @Matches(/^\d{2}$/, twoDigits()) provinceCode!: unknown;

  @RequiredSection(
    'Điền gateway: { baseUrl, consumerKey, consumerSecret }',
    'Give gateway: { baseUrl, consumerKey, consumerSecret }',
  )
  gateway!: unknown;

  @IsOptional() @Section() register?: unknown;
  @IsOptional() @Section() interlink?: unknown;
  @ValidateIf((o: OptionsCheck) => o.schedule !== undefined && o.schedule !== false)
  @Section()
  schedule?: unknown;
  @IsOptional() @Section() engine?: unknown;
  @IsOptional() @Section() limits?: unknown;
  @IsOptional() @Section() retention?: unknown;
}

const INVALID = says('không hợp lệ', 'is not valid');
const NESTED: Record<string, new () => object> = {
  otherEnvironment: OtherEnvironmentCheck,
  gateway: GatewayCheck,
  register: RegisterCheck,
  interlink: InterlinkCheck,
  engine: EngineCheck,
  limits: LimitsCheck,
  retention: RetentionCheck,
  rate: RateCheck,
  breaker: BreakerCheck,
  tls: TlsCheck,
  cadence: CadenceCheck,
  workingHours: WorkingHoursCheck,
  credentials: CredentialsCheck,
  paths: PathsCheck,
  schedule: ScheduleCheck,
};

/** Shapes and ranges of the options; what depends on several options together is checked where they are resolved. */
export function shapeProblems(options: HotichModuleOptions): HotichProblem[] {
  const root = instanceOf(OptionsCheck, options as unknown as Record<string, unknown>);
  return validateSync(root, { forbidUnknownValues: false, whitelist: true, forbidNonWhitelisted: true }).flatMap(
    (error) => problemsOf(error, ''),
  );
}

function instanceOf(check: new () => object, raw: Record<string, unknown>): object {
  const instance = Object.assign(new check(), raw);
  for (const [key, nested] of Object.entries(NESTED)) {
    const value = raw[key];
    if (value !== null && typeof value === 'object') {
      Object.assign(instance, { [key]: instanceOf(nested, value as Record<string, unknown>) });
    }
  }
  return instance;
}

function problemsOf(error: ValidationError, parent: string): HotichProblem[] {
  const path = parent ? `${parent}.${error.property}` : error.property;
  // One sentence per field: of several broken rules the last declared, the most basic, is the one to mend first.
  const rule = Object.keys(error.constraints ?? {}).at(-1);
  const said =
    rule === undefined ? undefined : (error.contexts?.[rule] as Pick<HotichProblem, 'message' | 'remedy'> | undefined);
  const fallback =
    rule === 'whitelistValidation' ? UNKNOWN_NAME : (INVALID.context as Pick<HotichProblem, 'message' | 'remedy'>);
  return [
    ...(rule === undefined ? [] : [{ path, rule, ...(said ?? fallback) }]),
    ...(error.children ?? []).flatMap((child) => problemsOf(child, path)),
  ];
}
