import { ApiError, type FieldError, type ProblemCode } from '../../api/http/problem.js';
import { messages } from '../../messages/index.js';
import { loadFailureOf } from './load-failure.js';

const { states, errors } = messages;
const ofOurs: readonly string[] = ['internal', 'service.unavailable'];
const refusals = (Object.keys(errors) as ProblemCode[]).filter((code) => !ofOurs.includes(code));

const notOffered: FieldError = {
  pointer: '/visitTypeId',
  code: 'visit_type.not_offered',
  params: {},
  detail: 'is not to be read',
};

it.each([400, 401, 403, 404, 409, 410, 412, 413, 415, 422])(
  'R7: what is refused with %i is said in its own words, and is never our fault',
  (status) => {
    for (const code of [...refusals, 'code.of_a_later_version' as ProblemCode]) {
      const { reason, isRefusal } = loadFailureOf(new ApiError(status, { code }), true);
      expect([code, isRefusal]).toEqual([code, true]);
      expect(reason).not.toBe('');
      expect([code, reason]).not.toEqual([code, states.refused]);
    }
    expect(loadFailureOf(new ApiError(status, {}), true).reason).toBe(errors['request.refused']);
  },
);

it.each([
  [
    new ApiError(422, { code: 'appointment.visit_type_not_offered', errors: [notOffered] }),
    true,
    messages.fieldErrors['visit_type.not_offered'],
  ],
  [new ApiError(409, { code: 'appointment.has_begun' }), true, errors['appointment.has_begun']],
  [new ApiError(429, { code: 'limits.exceeded' }, { retryAfter: 61 }), false, messages.form.tooOften(2)],
  [new ApiError(500, { code: 'internal' }), false, states.refused],
  [new ApiError(502, {}), false, states.refused],
  [new ApiError(503, { code: 'service.unavailable' }), false, states.refused],
  [new ApiError(0, {}), false, states.unreachable],
  [new TypeError('a fault of the page'), false, states.refused],
])('says of %o whether it may pass', (error, isRefusal, reason) => {
  expect(loadFailureOf(error, true)).toEqual({ reason, isRefusal });
});

it('says that the device is offline, unless the API has answered before', () => {
  expect(loadFailureOf(new ApiError(0, {}), false).reason).toBe(states.offline);
  expect(loadFailureOf(new ApiError(404, { code: 'doctor.not_found' }), false).reason).toBe(
    errors['doctor.not_found'],
  );
});
