import { type ScheduleEventData } from '#libs/messaging';

/** What can retire. */
export interface RetirementSubject {
  readonly kind: ScheduleEventData['scope'];
  readonly id: number;
}

/** From when on a doctor, a location or a visit type cannot be booked any more. */
export interface Retirement {
  /** The first such date, local to the location concerned: `YYYY-MM-DD` */
  readonly on: string;
  /** For the staff */
  readonly reason: string | null;
}

/** Whether and when a subject retires. */
export interface RetirementState {
  /** Of the doctor, location or visit type as a whole: it rises with every change */
  readonly version: number;
  /** Undefined without an end */
  readonly retirement: Retirement | undefined;
}

/** A doctor's id and name. */
export interface StrandedDoctor {
  readonly id: number;
  readonly name: string;
}
