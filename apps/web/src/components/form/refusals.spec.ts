import { ApiError, type FieldError, type FieldErrorCode, type ProblemCode } from '../../api/http/problem.js';
import { messages } from '../../messages/index.js';
import { fieldErrors, IncompleteForm, isCodeWanted, isLinkRefused, refusalOf } from './refusals.js';

const texts = messages.form;

const refused = (status: number, code: ProblemCode, errors: readonly FieldError[] = []) =>
  new ApiError(status, { code, errors: [...errors] });

const fault = (pointer: string, code: FieldErrorCode, params: FieldError['params'] = {}): FieldError => ({
  pointer,
  code,
  params,
  // The page never reads what the API says in English.
  detail: 'is not to be read',
});

describe('what is refused beside a field', () => {
  it.each([
    [
      refused(422, 'request.invalid', [fault('/newPassword', 'password.too_short', { min: 8 })]),
      { newPassword: 'The password must have at least 8 characters.' },
    ],
    [
      refused(422, 'request.invalid', [
        fault('/username', 'username.invalid'),
        fault('/bio', 'text.too_long', { max: 1 }),
      ]),
      { username: texts.usernameRule, bio: 'At most 1 character.' },
    ],
    [refused(409, 'user.username_taken'), { username: messages.errors['user.username_taken'] }],
    [refused(401, 'auth.wrong_code'), { code: messages.errors['auth.wrong_code'] }],
    [
      refused(422, 'appointment.off_grid', [fault('/appointmentDateTime', 'start.off_grid')]),
      { appointmentDateTime: messages.fieldErrors['start.off_grid'] },
    ],
    [
      refused(422, 'request.invalid', [fault('/bio', 'text.of_a_later_version' as FieldErrorCode)]),
      { bio: texts.wrong },
    ],
    [new IncompleteForm({ email: 'Fill this in.' }), { email: 'Fill this in.' }],
  ])('%o', (error, fields) => {
    expect(fieldErrors(error)).toEqual(fields);
    expect(refusalOf(error, true)).toBeUndefined();
    expect(isLinkRefused(error)).toBe(false);
  });

  it('is in the words of the page where it has some', () => {
    const error = refused(422, 'appointment.off_grid', [fault('/appointmentDateTime', 'start.off_grid')]);
    const words = { 'appointment.off_grid': 'Choose a full hour.' };
    expect(fieldErrors(error, words)).toEqual({ appointmentDateTime: 'Choose a full hour.' });
  });
});

describe('what no field is to blame for', () => {
  it.each([
    [refused(401, 'auth.bad_credentials'), 'The username or the password is wrong.'],
    [refused(409, 'guardian.already'), 'You look after them already. There is nothing left to do.'],
    [refused(403, 'auth.mfa_required'), expect.stringContaining('second factor')],
    [refused(503, 'auth.busy'), expect.stringContaining('Too many people')],
    [new ApiError(429, {}, { retryAfter: 61 }), 'That was too often. Try again in 2 minutes.'],
    [new ApiError(429, {}, { retryAfter: 0 }), 'That was too often. Try again in 1 minute.'],
    [new ApiError(429, {}), 'That was too often. Wait a while and try again.'],
    // A code of a later version of the API
    [
      new ApiError(429, { code: 'limits.of_tomorrow' }, { retryAfter: 61 }),
      'That was too often. Try again in 2 minutes.',
    ],
    [new ApiError(500, { code: 'internal' }), expect.stringContaining('on our side')],
    [new ApiError(404, { detail: 'There is no such thing.' }), messages.errors['request.refused']],
    [refused(409, 'code.of_a_later_version' as ProblemCode), messages.errors['request.refused']],
    [
      new ApiError(429, { code: 'limits.exceeded' }, { retryAfter: 61 }),
      'That was too often. Try again in 2 minutes.',
    ],
    [new ApiError(0, {}), expect.stringContaining('did not answer')],
    [new TypeError('a fault of the page'), expect.stringContaining('on our side')],
  ])('%o', (error, sentence) => {
    expect(refusalOf(error, true)).toEqual(sentence);
    expect(fieldErrors(error)).toEqual({});
  });

  it('says that the device is offline when it is', () => {
    expect(refusalOf(new ApiError(0, {}), false)).toContain('You are offline');
  });
});

it('asks for the code of a second factor without a word of blame', () => {
  const error = refused(401, 'auth.mfa_required');
  expect(isCodeWanted(error)).toBe(true);
  expect(refusalOf(error, true)).toBeUndefined();
});

it.each([
  refused(422, 'auth.link_invalid'),
  refused(422, 'request.invalid', [fault('/token', 'field.required')]),
])('takes a link for worthless that the API does not know: %o', (error) => {
  expect(isLinkRefused(error)).toBe(true);
});
