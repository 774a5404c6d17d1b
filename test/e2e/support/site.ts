import pLimit from 'p-limit';
import { type Database, type Doctor, type User } from '#libs/database';
import { aDoctor, aUser, daily, password } from '../../support/clinic.js';
import { type Answer, call } from '../../support/http.js';

/** A user who is signed in. */
export interface Account {
  readonly id: number;
  readonly token: string;
}

/** Opens a session over HTTP for an account of `test/support/clinic.ts`. */
export async function signIn(gateway: string, user: User): Promise<Account> {
  const answer = await call('POST', `${gateway}/login`, { body: { username: user.username, password } });
  if (answer.status !== 200) throw new Error(`Signing in was answered ${answer.status}: ${answer.text}`);
  return { id: user.id, token: (answer.body as { token: string }).token };
}

/** New patients, signed in one after the other: hashing keeps the gateway busy as it is. */
export async function patients(
  database: Database,
  gateway: string,
  count: number,
): Promise<readonly [Account, ...Account[]]> {
  const signedIn: Account[] = [];
  for (let index = 0; index < count; index += 1) {
    signedIn.push(await signIn(gateway, await aUser(database)));
  }
  const [first, ...others] = signedIn;
  if (first === undefined) throw new Error('No patient was asked for.');
  return [first, ...others];
}

/** A doctor who can be booked around the clock and has an account, and so gets messages as well. */
export async function aDoctorWithAccount(database: Database): Promise<Doctor & { userId: number }> {
  const { id: userId } = await aUser(database, { role: 'doctor' });
  return { ...(await aDoctor(database, { userId, schedule: daily('00:00', '00:00') })), userId };
}

const dateIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The first free starts from tomorrow on, as a patient finds them. */
export async function freeStarts(gateway: string, doctorId: number, count: number): Promise<string[]> {
  const week = `${gateway}/doctors/${doctorId}/availability?from=${dateIn(1)}&to=${dateIn(7)}`;
  const { days } = (await call('GET', week)).body as { days: { slots: { start: string }[] }[] };
  const starts = days.flatMap(({ slots }) => slots.map(({ start }) => start)).slice(0, count);
  if (starts.length < count) throw new Error(`There are only ${starts.length} free starts.`);
  return starts;
}

export interface Wish {
  readonly doctorId: number;
  readonly appointmentDateTime: string;
  readonly reason?: string;
}

/** Asks for a visit; the answer may be any. */
export const book = (
  gateway: string,
  patient: Account,
  wish: Wish,
  idempotencyKey?: string,
): Promise<Answer> =>
  call('POST', `${gateway}/appointments`, {
    token: patient.token,
    body: wish,
    ...(idempotencyKey !== undefined && { headers: { 'idempotency-key': idempotencyKey } }),
  });

/** Fewer than a gateway has connections to PostgreSQL: more would wait for one, and on a busy machine in vain. */
const atOnce = 8;

/** The same patient asks for all of these starts, for several at a time. */
export function bookAll(
  gateway: string,
  patient: Account,
  doctorId: number,
  starts: readonly string[],
): Promise<Answer[]> {
  const limit = pLimit(atOnce);
  return limit.map(starts, (appointmentDateTime) =>
    book(gateway, patient, { doctorId, appointmentDateTime }),
  );
}

/** The id in an answer that is an appointment. */
export const idIn = (answer: Answer): number => (answer.body as { id: number }).id;

/** What `/health/ready` of a gateway says, of one of the services that it can do without. */
export async function readiness(
  gateway: string,
  service: 'broker' | 'cache' | 'state',
): Promise<{ status: number; degraded: boolean | undefined }> {
  const { status, body } = await call('GET', `${gateway}/health/ready`);
  const { info } = body as { info: Record<string, { degraded: boolean }> };
  return { status, degraded: info[service]?.degraded };
}

/** How many answers had each status, with the problem's code if there is one. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const { code } = (body ?? {}) as { code?: string };
    const name = code === undefined ? String(status) : `${status} ${code}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
