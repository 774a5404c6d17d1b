import { ApiError } from '../../api/problem.js';
import { messages } from '../../messages/index.js';
import { fieldErrors, IncompleteForm, isCodeWanted, isLinkRefused, refusalOf } from './refusals.js';

const texts = messages.form;

const refused = (status: number, code: string, pointer?: string, detail = 'is wrong') =>
  new ApiError(status, { code, ...(pointer !== undefined && { errors: [{ pointer, detail }] }) });

describe('what is refused beside a field', () => {
  it.each([
    [
      refused(422, 'request.invalid', '/newPassword', 'must have at least 8 characters'),
      { newPassword: 'The password must have at least 8 characters.' },
    ],
    [refused(422, 'request.invalid', '/username'), { username: texts.usernameRule }],
    [refused(409, 'user.username_taken'), { username: messages.errors['user.username_taken'] }],
    [refused(401, 'auth.wrong_code'), { code: messages.errors['auth.wrong_code'] }],
    [
      refused(422, 'appointment.off_grid', '/appointmentDateTime', 'Visits start at other minutes.'),
      { appointmentDateTime: messages.errors['appointment.off_grid'] },
    ],
    [new IncompleteForm({ email: 'Fill this in.' }), { email: 'Fill this in.' }],
  ])('%o', (error, fields) => {
    expect(fieldErrors(error)).toEqual(fields);
    expect(refusalOf(error, true)).toBeUndefined();
    expect(isLinkRefused(error)).toBe(false);
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
    [new ApiError(500, { code: 'internal' }), expect.stringContaining('on our side')],
    [new ApiError(404, { detail: 'There is no such thing.' }), 'There is no such thing.'],
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

it.each([refused(422, 'auth.link_invalid'), refused(422, 'request.invalid', '/token')])(
  'takes a link for worthless that the API does not know: %o',
  (error) => {
    expect(isLinkRefused(error)).toBe(true);
  },
);
