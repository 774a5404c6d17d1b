/**
 * What can be wrong with a field: each code with its English detail, which continues the name of the field. Codes and
 * the names of params are stable.
 */
const details = {
  'field.required': () => 'is required',
  'field.unknown': () => 'is not a field of this request',
  'field.misnamed': () => 'has a name that is not well-formed text',
  'field.required_with': ({ other }: { other: string }) => `is required with ${other}`,
  'field.required_unless': ({ other }: { other: string }) => `is required, or ${other}`,
  'field.only_with': ({ other }: { other: string }) => `goes with ${other} only`,
  'field.not_with': ({ other }: { other: string }) => `does not go with ${other}`,

  'text.expected': () => 'must be text',
  'text.required': () => 'must not be empty',
  'text.too_short': ({ min }: { min: number }) => `must have at least ${min} characters`,
  'text.too_long': ({ max }: { max: number }) => `must have at most ${max} characters`,
  'text.malformed': () => 'must be well-formed text',
  'text.not_one_line': () => 'must be one line',
  'text.control_character': () => 'must not have control characters',
  'text.not_utf8': () => 'must be UTF-8',

  'number.expected': () => 'must be a number',
  'number.not_whole': () => 'must be a whole number',
  'number.too_small': ({ min }: { min: number }) => `must be at least ${min}`,
  'number.too_large': ({ max }: { max: number }) => `must be at most ${max}`,
  'number.too_precise': ({ places }: { places: number }) => `must have at most ${places} decimal places`,

  'boolean.expected': () => 'must be true or false',
  'object.expected': () => 'must be an object',
  'object.too_deep': ({ max }: { max: number }) => `must not nest deeper than ${max} levels`,
  'list.expected': () => 'must be a list',
  'list.too_short': ({ min }: { min: number }) => `must have at least ${min} entries`,
  'list.too_long': ({ max }: { max: number }) => `must have at most ${max} entries`,
  'list.repeats': () => 'must not have an entry twice',
  'entry.repeated': () => 'must be named once',
  'choice.unknown': ({ allowed }: { allowed: readonly string[] }) => `must be one of ${allowed.join(', ')}`,
  'choice.not_among': ({ other }: { other: string }) => `is not among ${other}`,
  'reference.unknown': ({ kind }: { kind: ReferenceKind }) => `must name a ${kind} that exists`,

  'id.invalid': () => 'must be an id',
  'uuid.invalid': () => 'must be a UUID',
  'email.invalid': () => 'must be an e-mail address',
  'phone.invalid': () =>
    'must be a telephone number that can exist: with its country code, such as +4930123456, or as it is dialled at the clinic',
  'country.invalid': () => 'must be a country by its two letters (ISO 3166-1), such as DE',
  'username.invalid': () =>
    'must begin with a letter or digit, and have only letters, digits, dots, hyphens and underscores',
  'language.invalid': () => 'must be a language tag such as en or pt-BR',
  'coordinates.invalid': () => 'must be a latitude and a longitude in degrees, such as 52.52,13.405',
  'latitude.invalid': () => 'must be a latitude in degrees, from -90 to 90',
  'longitude.invalid': () => 'must be a longitude in degrees, from -180 to 180',
  'cursor.invalid': () => 'is not a cursor of this list',
  'etag.invalid': () => 'must be the ETag of what is changed',
  'key.invalid': () => 'must be 1 to 255 visible ASCII characters',
  'push.key_invalid': () => 'must be a P-256 public key as base64url',
  'push.secret_invalid': () => 'must be 16 bytes as base64url',
  'push.service_unknown': () => 'must be an address of a known push service',

  'date.invalid': () => 'must be a date as YYYY-MM-DD, from 1900 on',
  'date.to_come': () => 'must not be in the future',
  'date.passed': () => 'must not have passed',
  'date.before': ({ other }: { other: string }) => `must not be before ${other}`,
  'date.after': ({ other }: { other: string }) => `must not be after ${other}`,
  'date.too_far': ({ max, other }: { max: number; other: string }) =>
    `must be at most ${max} days from ${other}`,
  'time.invalid': () => 'must be a time as HH:mm, from 00:00 to 23:59',
  'time.same_as': ({ other }: { other: string }) => `must differ from ${other}`,
  'instant.invalid': () => 'must be a time with its offset, such as 2026-12-01T09:00:00Z',
  'zone.invalid': () => 'must be an IANA time zone such as Europe/Berlin',

  'password.too_short': ({ min }: { min: number }) => `must have at least ${min} characters`,
  'password.too_common': () => 'must not be one of the most common passwords',
  'password.too_guessable': () => 'is too easy to guess',
  'password.own_name': () => 'must not be your username or e-mail address',
  'role.no_locations': () => 'only staff work at locations',

  'window.repeated': () => 'repeats an earlier window',
  'window.at_two_locations': () => 'is at the same time as a window at another location',
  'exception.for_extra_only': () => 'is for extra time only',
  'exception.needed_for_extra': () => 'is needed for extra time',

  'start.in_past': () => 'The time has passed.',
  'start.too_soon': () => 'The visit must be booked earlier before its start.',
  'start.beyond_horizon': () => 'The visit cannot be booked that far ahead yet.',
  'start.retired': () => 'This is not booked any more at that date.',
  'start.outside_hours': () => 'The doctor does not work at that time.',
  'start.closed': () => 'The doctor or the location is closed at that time.',
  'start.off_grid': () => 'Visits start at other minutes.',
  'visit_type.not_offered': () => 'is not offered by the doctor',
  'doctor.none_such': () => 'fits no doctor',
  'doctor.same': () => 'must be another doctor',
  'hold.differs': () => 'is a hold for something else',
  'reason.required': () => 'is needed after the cut-off',
  'series.conflicts': () => 'Not every visit of the series can be booked.',
  'series.empty': () => 'must leave a visit',
} as const satisfies Readonly<Record<string, (params: never) => string>>;

type Details = typeof details;
type ReferenceKind = 'appointment' | 'location' | 'visit type' | 'user' | 'location or user';

export type FieldErrorCode = keyof Details;

/** A code whose detail is made without params */
export type PlainFieldErrorCode = {
  [Code in FieldErrorCode]: Parameters<Details[Code]> extends readonly [] ? Code : never;
}[FieldErrorCode];

type FilledFieldErrorCode = Exclude<FieldErrorCode, PlainFieldErrorCode>;

/** A code with the params that its detail is made of: the last arguments of {@link fieldError} */
export type FieldFault =
  | readonly [code: PlainFieldErrorCode]
  | {
      [Code in FilledFieldErrorCode]: readonly [code: Code, ...Parameters<Details[Code]>];
    }[FilledFieldErrorCode];

type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** The values that details are made of; a client words a code in its own language with the same values. */
export type FieldErrorParams = Readonly<Partial<AllOf<Parameters<Details[FilledFieldErrorCode]>[0]>>>;

/** One wrong field: `pointer` is a JSON pointer (RFC 6901) into the input. */
export interface FieldError {
  readonly pointer: string;
  readonly code: FieldErrorCode;
  readonly params: FieldErrorParams;
  readonly detail: string;
}

/** Every code. */
export const fieldErrorCodes = Object.keys(details) as readonly FieldErrorCode[];

/** Says what is wrong with a field. */
export function fieldError(pointer: string, ...fault: FieldFault): FieldError {
  // The type of a fault holds code and params together; taken apart, TypeScript no longer knows that they fit.
  const [code, params = {}] = fault as readonly [FieldErrorCode, FieldErrorParams?];
  const detailOf = details[code] as (params: FieldErrorParams) => string;
  return { pointer, code, params, detail: detailOf(params) };
}
