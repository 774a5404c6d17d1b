import { ApiError } from '../../api/problem.js';
import { messages } from '../../messages/index.js';

const texts = messages.form;

/** What is wrong, by the name of the field */
export type FieldErrors = Readonly<Record<string, string>>;

/** The form was not sent, for it would have been refused. */
export class IncompleteForm extends Error {
  constructor(readonly fields: FieldErrors) {
    super('The form is incomplete.');
  }
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isField = (element: Element): element is Field =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement;

function faultIn(field: Field): string {
  const { validity } = field;
  if (validity.valueMissing) return texts.missing;
  if (!(field instanceof HTMLInputElement)) return texts.wrong;
  if (validity.rangeUnderflow) return texts.tooLittle(field.min);
  if (validity.rangeOverflow) return texts.tooMuch(field.max);
  return field.type === 'email' ? texts.noEmail : texts.wrong;
}

/** @throws IncompleteForm when a field is empty that must not be, or holds what it cannot mean */
export function checkForm(form: HTMLFormElement): void {
  const wrong = [...form.elements].filter(isField).filter(({ validity }) => !validity.valid);
  if (wrong.length === 0) return;
  throw new IncompleteForm(Object.fromEntries(wrong.map((field) => [field.name, faultIn(field)])));
}

/** Whether the API wants nothing to do with the link, so that another try is in vain. */
export const isLinkRefused = (error: Error | null): boolean =>
  error instanceof ApiError &&
  (error.code === 'auth.link_invalid' || error.errors.some(({ pointer }) => pointer === '/token'));

/** Whether the password was right, and a code is asked for as well. */
export const isCodeWanted = (error: Error | null): boolean =>
  error instanceof ApiError && error.status === 401 && error.code === 'auth.mfa_required';

/** What the page says for a code of the API; undefined when only the API itself knows. */
const sentenceOf = (code: string | undefined): string | undefined =>
  (messages.errors as Readonly<Record<string, string>>)[code ?? ''];

function faultOf(name: string, detail: string): string {
  if (name === 'username') return texts.usernameRule;
  if (name === 'email') return texts.noEmail;
  return name.toLowerCase().endsWith('password') ? texts.passwordFault(detail) : texts.fieldFault(detail);
}

/** Fields that a code is about though the API points to none */
const blamedFields: Readonly<Record<string, readonly string[]>> = {
  'user.username_taken': ['username'],
  'auth.wrong_code': ['code'],
  // The one or the other, as the form calls it.
  'auth.wrong_password': ['currentPassword', 'password'],
};

/** What belongs beside a field. */
export function fieldErrors(error: Error | null): FieldErrors {
  if (error instanceof IncompleteForm) return error.fields;
  if (!(error instanceof ApiError)) return {};
  const blamed = blamedFields[error.code ?? ''];
  const sentence = sentenceOf(error.code);
  if (blamed !== undefined) return Object.fromEntries(blamed.map((name) => [name, sentence ?? texts.wrong]));
  return Object.fromEntries(
    error.errors.map(({ pointer, detail }) => {
      const name = pointer.slice(1);
      return [name, sentence ?? faultOf(name, detail)];
    }),
  );
}

/** Whole minutes, and at least one */
const minutesOf = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : Math.max(1, Math.ceil(seconds / 60));

/** What belongs above the button: a refusal that no field is to blame for. */
export function refusalOf(error: Error | null, online: boolean): string | undefined {
  if (error === null || isCodeWanted(error) || Object.keys(fieldErrors(error)).length > 0) return undefined;
  if (!(error instanceof ApiError)) return messages.states.refused;
  if (error.status === 0) return online ? messages.states.unreachable : messages.states.offline;
  const known = sentenceOf(error.code);
  if (known !== undefined) return known;
  if (error.status === 429) return texts.tooOften(minutesOf(error.retryAfter));
  // The API's own sentence is meant for whoever called it.
  return error.status < 500 ? error.message : messages.states.refused;
}
