import { randomUUID } from 'node:crypto';
import { aDoctor, aVisitType } from '../../../support/clinic.js';
import { type Answer, call } from '../../../support/http.js';
import { dayFromNow } from '../../support/api.js';
import { type Account, idIn } from '../../support/site.js';
import { type Clinic } from '../../support/two-gateways.js';
import { doctorCount, type Operation, type Place } from './operations.js';

/** Who works with the doctors, and for what visits they are. */
export interface Cast {
  readonly patients: readonly Account[];
  readonly desk: Account;
  readonly visitTypeIds: readonly number[];
}

/** One answer, and to what. */
export interface Played {
  readonly operation: Operation;
  readonly answer: Answer;
}

/** Visits of two kinds that cannot but get in each other's way. */
export async function visitTypesFor({ database }: Clinic): Promise<number[]> {
  const short = await aVisitType(database, { slotIntervalMinutes: 5 });
  const long = await aVisitType(database, {
    durationMinutes: 45,
    slotIntervalMinutes: 15,
    bufferBeforeMinutes: 5,
    bufferAfterMinutes: 10,
    confirmation: 'manual',
  });
  return [short.id, long.id];
}

const hours = [
  { start: '08:00', end: '14:30' },
  { start: '08:00', end: '10:30' },
  // Quarters of an hour are off the grid then.
  { start: '08:05', end: '14:30' },
] as const;

const everyDay = (which: number): { weekday: number; start: string; end: string }[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...(hours[which] ?? hours[0]) }));

const minute = 60_000;
/** So many clients act at once. */
const clients = 5;
/** The hours that they are after, one after the other: on so many days, and so many on each. */
const days = 7;
const hoursOfDay = 7;
const minutesOfHour = 50;

interface Hold {
  readonly id: number;
  readonly patient: Account;
  readonly order: object;
}

interface Visit {
  readonly id: number;
  readonly patient: Account;
}

/** Plays sequences of operations on doctors that nothing else uses. */
class Game {
  readonly played: Played[] = [];
  private readonly holds: Hold[] = [];
  private readonly visits: Visit[] = [];
  private readonly firstDay = dayFromNow(2);
  private turns = 0;
  /** The beginning of the hour that everybody is after */
  private target = 0;

  constructor(
    private readonly clinic: Clinic,
    private readonly cast: Cast,
    private readonly doctorIds: readonly number[],
  ) {}

  /** Everybody acts at once, and most are after the same hour. */
  async playAtOnce(operations: readonly Operation[], round: number): Promise<void> {
    const hour = Math.floor(round / days) % hoursOfDay;
    const start = Date.parse(`${this.firstDay}T08:00:00Z`);
    this.target = start + (round % days) * 24 * 60 * minute + hour * minutesOfHour * minute;
    await Promise.all(operations.map((operation) => this.play(operation)));
  }

  private async play(operation: Operation): Promise<void> {
    switch (operation.kind) {
      case 'book': {
        const isSqueezedIn = operation.byDesk && operation.isSqueezedIn;
        const why = isSqueezedIn ? { overbookReason: 'it cannot wait' } : {};
        return this.book(operation, this.patient(operation), { ...this.order(operation), ...why });
      }
      case 'hold':
        return this.hold(operation);
      case 'book the hold': {
        const hold = this.picked(this.holds, operation.pick);
        return hold && this.book(operation, hold.patient, { ...hold.order, holdId: hold.id });
      }
      case 'extend':
      case 'release': {
        const hold = this.picked(this.holds, operation.pick);
        if (hold === undefined) return;
        const path = `/appointments/holds/${hold.id}`;
        const actor = operation.byDesk ? this.cast.desk : hold.patient;
        await (operation.kind === 'extend'
          ? this.send(operation, 'POST', `${path}/extend`, actor, {})
          : this.send(operation, 'DELETE', path, actor));
        return;
      }
      case 'expire':
        return this.expire(operation.pick);
      case 'move':
        await this.change(operation, 'PATCH', '', this.order(operation));
        return;
      case 'confirm':
      case 'check-in':
      case 'cancel':
      case 'undo':
        await this.change(operation, 'POST', `/${operation.kind}`, { reason: 'as the dice fell' });
        return;
      case 'change schedule': {
        const windows = everyDay(operation.hours);
        const path = `/doctors/${this.doctorIds[operation.doctor] ?? 0}/schedule`;
        await this.send(operation, 'PUT', path, this.cast.desk, { windows });
      }
    }
  }

  private async book(
    operation: Extract<Operation, { isSentTwice: boolean }>,
    patient: Account,
    order: object,
  ): Promise<void> {
    const actor = operation.byDesk ? this.cast.desk : patient;
    const key = randomUUID();
    const send = (): Promise<Answer> =>
      this.send(operation, 'POST', '/appointments', actor, { ...order, userId: patient.id }, key);
    const [answer, again] = await Promise.all([send(), operation.isSentTwice ? send() : undefined]);
    if (answer.status === 201) this.visits.push({ id: idIn(answer), patient });
    if (again?.status !== 201) return;
    // Of two that bear the same key the second may find what the first did not: refusals are not kept.
    if (answer.status === 201) expect(again.text).toBe(answer.text);
    else this.visits.push({ id: idIn(again), patient });
  }

  private async hold(operation: Extract<Operation, { kind: 'hold' }>): Promise<void> {
    const patient = this.patient(operation);
    const actor = operation.byDesk ? this.cast.desk : patient;
    const order = { ...this.order(operation), userId: patient.id };
    const answer = await this.send(operation, 'POST', '/appointments/holds', actor, order);
    if (answer.status === 201) this.holds.push({ id: idIn(answer), patient, order });
  }

  /** What five minutes do. */
  private async expire(pick: number): Promise<void> {
    const hold = this.picked(this.holds, pick);
    if (hold === undefined) return;
    await this.clinic.database.client.$executeRaw`
      UPDATE appointments SET hold_expires_at = created_at WHERE id = ${hold.id} AND status = 'held'`;
  }

  private async change(
    operation: Extract<Operation, { kind: 'move' | 'confirm' | 'check-in' | 'cancel' | 'undo' }>,
    method: string,
    step: string,
    body: object,
  ): Promise<void> {
    const visit = this.picked(this.visits, operation.pick);
    if (visit === undefined) return;
    const forDesk = operation.byDesk || ['confirm', 'check-in', 'undo'].includes(operation.kind);
    const actor = forDesk ? this.cast.desk : visit.patient;
    await this.send(operation, method, `/appointments/${visit.id}${step}`, actor, body);
  }

  private async send(
    operation: Operation,
    method: string,
    path: string,
    actor: Account,
    body?: object,
    key?: string,
  ): Promise<Answer> {
    this.turns += 1;
    const answer = await call(method, this.clinic.gateway(this.turns) + path, {
      token: actor.token,
      ...(body !== undefined && { body }),
      ...(key !== undefined && { headers: { 'idempotency-key': key } }),
    });
    this.played.push({ operation, answer });
    return answer;
  }

  private order({ doctor, visitType, start }: Place): object {
    const at = this.target + start * 5 * minute;
    return {
      doctorId: this.doctorIds[doctor],
      visitTypeId: this.cast.visitTypeIds[visitType],
      appointmentDateTime: new Date(at).toISOString(),
    };
  }

  private patient({ patient }: Operation): Account {
    const found = this.cast.patients[patient];
    if (found === undefined) throw new Error('There are too few patients.');
    return found;
  }

  /** One of the latest, which are likely to be active still and in another operation as well. */
  private picked<T>(from: readonly T[], pick: number): T | undefined {
    return from.length === 0 ? undefined : from[from.length - 1 - (pick % from.length)];
  }
}

/** Plays a sequence: the first five operations at once, then the next five. */
export async function play(clinic: Clinic, cast: Cast, operations: readonly Operation[]): Promise<Played[]> {
  const { database } = clinic;
  const doctorIds: number[] = [];
  while (doctorIds.length < doctorCount) {
    const doctor = await aDoctor(database, { schedule: everyDay(0), visitTypeIds: cast.visitTypeIds });
    doctorIds.push(doctor.id);
  }
  const game = new Game(clinic, cast, doctorIds);
  for (let round = 0; round * clients < operations.length; round += 1)
    await game.playAtOnce(operations.slice(round * clients, (round + 1) * clients), round);
  return game.played;
}
