import { Temporal } from 'temporal-polyfill';
import { type AppointmentStatus } from '#libs/database';

/** A change of an appointment's status that a person makes. */
export type StepName = 'confirm' | 'check_in' | 'complete' | 'no_show' | 'cancel' | 'undo';

/** The patient with the guardians; or who runs the visit: staff of the place, admins and the visit's doctor. */
export type Side = 'patient' | 'clinic';

/**
 * Before or after the visit's start; on the visit's day; or on the day on which the last step was made. Days are those
 * of the location.
 */
export type When = 'before_start' | 'after_start' | 'own_day' | 'same_day' | 'any_time';

/** A line of the table. */
interface Line {
  readonly from: readonly AppointmentStatus[];
  readonly when: When;
  readonly by: readonly Side[];
}

const open = ['pending', 'confirmed'] as const;

/**
 * What can be done with a visit: from which statuses, when, and by whom. Whatever is not here is refused. Decision 0022
 * shows the table, and a test compares the two.
 */
export const stepTable: Readonly<Record<StepName, readonly Line[]>> = {
  confirm: [{ from: ['pending'], when: 'before_start', by: ['clinic'] }],
  check_in: [{ from: [...open, 'no_show'], when: 'own_day', by: ['clinic'] }],
  complete: [
    { from: open, when: 'after_start', by: ['clinic'] },
    { from: ['checked_in'], when: 'any_time', by: ['clinic'] },
  ],
  no_show: [{ from: open, when: 'after_start', by: ['clinic'] }],
  cancel: [
    { from: [...open, 'checked_in'], when: 'before_start', by: ['patient', 'clinic'] },
    { from: [...open, 'checked_in'], when: 'after_start', by: ['clinic'] },
  ],
  undo: [{ from: ['checked_in', 'completed', 'no_show', 'cancelled'], when: 'same_day', by: ['clinic'] }],
};

/** What each step makes of an appointment; an undo gives back what it was. */
export const outcomes = {
  confirm: 'confirmed',
  check_in: 'checked_in',
  complete: 'completed',
  no_show: 'no_show',
  cancel: 'cancelled',
} as const satisfies Partial<Record<StepName, AppointmentStatus>>;

/** The last entry of an appointment's history, as far as an undo depends on it. */
export interface LastEntry {
  readonly fromStatus: AppointmentStatus | null;
  readonly toStatus: AppointmentStatus;
  readonly occurredAt: Date;
}

/** What decides about a step. */
export interface Situation {
  readonly status: AppointmentStatus;
  readonly appointmentDateTime: Date;
  /** Of the location */
  readonly timeZone: string;
  readonly side: Side;
  readonly now: Date;
  /** Read for an undo only */
  readonly last?: LastEntry | undefined;
}

/** Why a step is refused. */
export type StepRefusal =
  | 'wrong_status'
  | 'forbidden'
  | 'has_begun'
  | 'has_not_begun'
  | 'not_today'
  | 'nothing_to_undo'
  | 'undo_too_late';

const refusals = {
  before_start: 'has_begun',
  after_start: 'has_not_begun',
  own_day: 'not_today',
  same_day: 'undo_too_late',
} as const satisfies Record<Exclude<When, 'any_time'>, StepRefusal>;

/**
 * Whether a step is possible.
 *
 * @returns why not; undefined when it is
 */
export function refusalOf(step: StepName, situation: Situation): StepRefusal | undefined {
  const { status, side, last } = situation;
  const ofStatus = stepTable[step].filter(({ from }) => from.includes(status));
  if (ofStatus.length === 0) return step === 'undo' ? 'nothing_to_undo' : 'wrong_status';
  const ofSide = ofStatus.filter(({ by }) => by.includes(side));
  if (ofSide.length === 0) return 'forbidden';
  if (step === 'undo' && (last === undefined || !canBeUndone(last))) return 'nothing_to_undo';
  for (const { when } of ofSide) if (isTime(when, situation)) return undefined;
  const [{ when } = { when: 'any_time' as const }] = ofSide;
  return when === 'any_time' ? undefined : refusals[when];
}

/**
 * Whether the last thing that happened is a step that can be taken back. What an undo itself leaves behind is none: no
 * step goes that way.
 */
export const canBeUndone = ({ fromStatus, toStatus }: LastEntry): boolean =>
  fromStatus !== null &&
  stepTable.undo.some(({ from }) => from.includes(toStatus)) &&
  Object.entries(outcomes).some(
    ([step, to]) =>
      to === toStatus &&
      stepTable[step as keyof typeof outcomes].some(({ from }) => from.includes(fromStatus)),
  );

/**
 * What an appointment is after its last step was taken back. Who takes a step back answers the request: a visit whose
 * start has come is confirmed, because as pending it would lapse at once.
 */
export function statusAfterUndo(
  { fromStatus }: LastEntry,
  { appointmentDateTime, now }: Pick<Situation, 'appointmentDateTime' | 'now'>,
): AppointmentStatus {
  if (fromStatus === null) throw new Error('What has no status before cannot be undone.');
  return fromStatus === 'pending' && appointmentDateTime <= now ? 'confirmed' : fromStatus;
}

function isTime(when: When, { appointmentDateTime, timeZone, now, last }: Situation): boolean {
  switch (when) {
    case 'any_time':
      return true;
    case 'before_start':
      return now < appointmentDateTime;
    case 'after_start':
      return now >= appointmentDateTime;
    case 'own_day':
      return isSameDay(appointmentDateTime, now, timeZone);
    case 'same_day':
      return last !== undefined && isSameDay(last.occurredAt, now, timeZone);
  }
}

const isSameDay = (one: Date, other: Date, timeZone: string): boolean =>
  localDate(one, timeZone).equals(localDate(other, timeZone));

const localDate = (at: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
