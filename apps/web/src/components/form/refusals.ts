import {
  ApiError,
  type FieldError,
  type FieldErrorParams,
  type ProblemCode,
} from '../../api/http/problem.js';
import { type FieldErrorWords } from '../../messages/field-error-words.js';
import { messages } from '../../messages/index.js';
import { type Field, isField } from './form-fields.js';

const texts = messages.form;

/** What is wrong, by the name of the field */
export type FieldErrors = Readonly<Record<string, string>>;

/** What a page says in its own words, by the API's code */
export type RefusalWords = Readonly<Partial<Record<ProblemCode, string>>>;

/** The form is not sent: the API would refuse it. */
export class IncompleteForm extends Error {
  constructor(readonly fields: FieldErrors) {
    super('The form is incomplete.');
  }
}

function faultIn(field: Field): string {
  const { validity } = field;
  if (validity.valueMissing) return field.dataset.missing ?? texts.missing;
  if (!(field instanceof HTMLInputElement)) return texts.wrong;
  if (validity.rangeUnderflow) return texts.tooLittle(field.min);
  if (validity.rangeOverflow) return texts.tooMuch(field.max);
  return field.type === 'email' ? texts.noEmail : texts.wrong;
}

/** @throws IncompleteForm when a required field is empty, or a value does not fit its field */
export function checkForm(form: HTMLFormElement): void {
  // A field without a name is no part of the request.
  const wrong = [...form.elements]
    .filter(isField)
    .filter(({ name, validity }) => name !== '' && !validity.valid);
  if (wrong.length === 0) return;
  throw new IncompleteForm(Object.fromEntries(wrong.map((field) => [field.name, faultIn(field)])));
}

/** Whether the API refuses the link itself: another try with it fails too. */
export const isLinkRefused = (error: Error | null): boolean =>
  error instanceof ApiError &&
  (error.code === 'auth.link_invalid' || error.errors.some(({ pointer }) => pointer === '/token'));

/** Whether the password was right and the API asks for a code as well. */
export const isCodeWanted = (error: Error | null): boolean =>
  error instanceof ApiError && error.status === 401 && error.code === 'auth.mfa_required';

const wordsOf = <T>(table: Readonly<Partial<Record<ProblemCode, T>>>, code?: ProblemCode): T | undefined =>
  code === undefined ? undefined : table[code];

/** What the page says of a refusal. A later version of the API may have codes that this page has no words for. */
export function sentenceOf(error: ApiError, words?: RefusalWords): string {
  const isRefused = error.status < 500;
  return (
    knownSentenceOf(error, words) ??
    (isRefused ? messages.errors['request.refused'] : messages.states.refused)
  );
}

const knownSentenceOf = ({ code }: ApiError, words: RefusalWords = {}): string | undefined =>
  wordsOf<string>(words, code) ?? wordsOf<string>(messages.errors, code);

/** What the page says beside a field. */
export function fieldSentenceOf({ code, params }: FieldError): string {
  const words = (messages.fieldErrors as Partial<FieldErrorWords>)[code];
  if (words === undefined) return texts.wrong;
  return typeof words === 'string' ? words : words(params as FieldErrorParams);
}

/** Fields that a code is about though the API points to none */
const blamedFields: Readonly<Partial<Record<ProblemCode, readonly string[]>>> = {
  'user.username_taken': ['username'],
  'auth.wrong_code': ['code'],
  // Forms use one name or the other.
  'auth.wrong_password': ['currentPassword', 'password'],
};

/** The faults that are shown beside their fields. */
export function fieldErrors(error: Error | null, words?: RefusalWords): FieldErrors {
  if (error instanceof IncompleteForm) return error.fields;
  if (!(error instanceof ApiError)) return {};
  const blamed = wordsOf(blamedFields, error.code);
  if (blamed !== undefined) return Object.fromEntries(blamed.map((name) => [name, sentenceOf(error, words)]));
  const own = words && wordsOf(words, error.code);
  return Object.fromEntries(
    error.errors.map((fault) => [fault.pointer.slice(1), own ?? fieldSentenceOf(fault)]),
  );
}

/** Whole minutes, and at least one */
const minutesOf = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : Math.max(1, Math.ceil(seconds / 60));

/** The sentence above the button, for a refusal that is about no field. */
export function refusalOf(error: Error | null, online: boolean, words?: RefusalWords): string | undefined {
  if (error === null || isCodeWanted(error) || Object.keys(fieldErrors(error)).length > 0) return undefined;
  if (!(error instanceof ApiError)) return messages.states.refused;
  if (error.status === 0) return online ? messages.states.unreachable : messages.states.offline;
  // Of every limit that the page has no words of its own for, the answer says how long it lasts.
  const isLimited = error.code === 'limits.exceeded' || knownSentenceOf(error, words) === undefined;
  return error.status === 429 && isLimited
    ? texts.tooOften(minutesOf(error.retryAfter))
    : sentenceOf(error, words);
}

/** The same where there are no fields: it also says what is wrong with a field of the request. */
export const reasonOf = (error: Error, online: boolean, words?: RefusalWords): string =>
  refusalOf(error, online, words) ?? Object.values(fieldErrors(error, words)).join(' ');
