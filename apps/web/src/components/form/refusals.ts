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

/** @throws IncompleteForm when a field is empty that must not be, or holds no e-mail address where one is asked for */
export function checkForm(form: HTMLFormElement): void {
  const inputs = [...form.elements].filter((element) => element instanceof HTMLInputElement);
  const wrong = inputs.filter(({ validity }) => !validity.valid);
  if (wrong.length === 0) return;
  throw new IncompleteForm(
    Object.fromEntries(
      wrong.map(({ name, validity }) => [name, validity.valueMissing ? texts.missing : texts.noEmail]),
    ),
  );
}

/** Whether the API wants nothing to do with the link, so that another try is in vain. */
export const isLinkRefused = (error: Error | null): boolean =>
  error instanceof ApiError &&
  (error.code === 'auth.link_invalid' || error.errors.some(({ pointer }) => pointer === '/token'));

/** Whether the password was right, and a code is asked for as well. */
export const isCodeWanted = (error: Error | null): boolean =>
  error instanceof ApiError && error.status === 401 && error.code === 'auth.mfa_required';

function faultOf(name: string, detail: string): string {
  if (name === 'username') return texts.usernameRule;
  if (name === 'email') return texts.noEmail;
  return name.toLowerCase().endsWith('password') ? texts.passwordFault(detail) : texts.fieldFault(detail);
}

/** What belongs beside a field. */
export function fieldErrors(error: Error | null): FieldErrors {
  if (error instanceof IncompleteForm) return error.fields;
  if (!(error instanceof ApiError)) return {};
  if (error.code === 'user.username_taken') return { username: texts.usernameTaken };
  if (error.code === 'auth.wrong_password')
    return { currentPassword: texts.wrongPassword, password: texts.wrongPassword };
  if (error.code === 'auth.wrong_code') return { code: texts.wrongCode };
  return Object.fromEntries(
    error.errors.map(({ pointer, detail }) => [pointer.slice(1), faultOf(pointer.slice(1), detail)]),
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
  const known = texts.refusals[error.code ?? ''];
  if (known !== undefined) return known;
  if (error.status === 429) return texts.tooOften(minutesOf(error.retryAfter));
  // The API's own sentence is meant for whoever called it.
  return error.status < 500 ? error.message : messages.states.refused;
}
