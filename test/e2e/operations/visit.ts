import { randomBytes } from 'node:crypto';
import { type Answer, call } from '../../support/http.js';
import { eventually } from '../../support/wait.js';
import { freeStarts } from '../support/site.js';

const unique = randomBytes(4).toString('hex');

/** Words that may be in PostgreSQL and in answers to their owner, and nowhere else. */
export const canaries = {
  username: `canary-name-${unique}`,
  email: `canary-mail-${unique}@clinic.example`,
  password: `canary password ${unique}`,
  wrongPassword: `canary mistake ${unique}`,
  search: `canary-search-${unique}`,
  reason: `canary-reason-${unique}`,
  cancellation: `canary-cancellation-${unique}`,
};

/** The request id of the booking */
export const bookingId = `booking.${unique}`;

async function ask(
  method: string,
  url: string,
  status: number,
  request: Parameters<typeof call>[2] = {},
): Promise<Answer> {
  const answer = await call(method, url, request);
  if (answer.status !== status) throw new Error(`${method} ${url} answered ${answer.status}: ${answer.text}`);
  return answer;
}

/**
 * One patient does all that a patient does, well and badly.
 *
 * @returns the secrets that came up on the way
 */
export async function visit(gateway: string): Promise<string[]> {
  const { username, email, password, wrongPassword, search, reason, cancellation } = canaries;
  await ask('POST', `${gateway}/register`, 201, { body: { username, email, password } });
  await ask('POST', `${gateway}/register`, 409, { body: { username, email, password } });
  await ask('POST', `${gateway}/register`, 422, {
    body: { username, email: username, password, [search]: 1 },
  });
  await ask('POST', `${gateway}/login`, 401, { body: { username: email, password: wrongPassword } });
  await ask('POST', `${gateway}/login`, 400, { body: `{"username":"${username}","password":"${password}"` });
  const first = await ask('POST', `${gateway}/login`, 200, { body: { username, password } });
  const { refreshToken } = first.body as { refreshToken: string };
  const second = await ask('POST', `${gateway}/token/refresh`, 200, { body: { refreshToken } });
  const { token } = second.body as { token: string };
  await ask('GET', `${gateway}/doctors?q=${search}`, 200);
  await ask('GET', `${gateway}/doctors?specialization=${search}&limit=${search}`, 422);
  await ask('GET', `${gateway}/doctors/${search}`, 404);
  await ask('GET', `${gateway}/${search}?token=${token}`, 404);
  await ask('GET', `${gateway}/me`, 401, { token: `${token}x` });
  const [appointmentDateTime] = await freeStarts(gateway, 1, 1);
  const headers = { 'x-request-id': bookingId };
  const booked = await ask('POST', `${gateway}/appointments`, 201, {
    token,
    headers,
    body: { doctorId: 1, appointmentDateTime, reason },
  });
  const { id } = booked.body as { id: number };
  await ask('POST', `${gateway}/appointments`, 409, {
    token,
    body: { doctorId: 1, appointmentDateTime, reason },
  });
  await ask('POST', `${gateway}/appointments/${id}/cancel`, 200, { token, body: { reason: cancellation } });
  await eventually(
    async () => {
      const { body } = await ask('GET', `${gateway}/me/notifications`, 200, { token });
      expect(body).toHaveLength(2);
    },
    { within: 15_000 },
  );
  return [...Object.values(canaries), refreshToken, token, ...token.split('.').slice(1)];
}
