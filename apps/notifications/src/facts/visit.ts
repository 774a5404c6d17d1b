import { type AppointmentStatus, type Occasion, type VisitMode } from '#libs/database';

/** An appointment as it is at this moment, with all that a message about it needs. It says nothing about the patient. */
export interface Visit {
  readonly appointmentId: number;
  readonly version: number;
  /** How often places of the clinic have changed */
  readonly placeRevision: number;
  /** When the visit or its place last changed */
  readonly revisedAt: Date;
  readonly status: AppointmentStatus;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA zone of the location */
  readonly timeZone: string;
  readonly locationName: string;
  readonly address: string | null;
  readonly doctorName: string;
  readonly visitTypeName: string;
  readonly mode: VisitMode;
  /** The accounts that are told for the patient: their own, unless they have none, and those of the guardians */
  readonly patientSide: readonly number[];
  /** Whether the patient has died, so that no one is told for them any more */
  readonly patientDied: boolean;
  /** While the time is merely held: until when */
  readonly heldUntil: Date | null;
  /** Whose hold it is or was, if it came from the waitlist: the number of the entry */
  readonly waitlistEntryId: number | null;
  /** Cancelled by time, because the doctor did not answer the request until its start */
  readonly isUnanswered: boolean;
  /** The account that the doctor signs in with, if any */
  readonly doctorUserId: number | null;
}

/** What one event did to an appointment. More may have happened to it since. */
export interface Happening {
  /** None when no one is told, such as of a completed visit: patient and doctor were both there */
  readonly occasion:
    Extract<Occasion, 'booked' | 'confirmed' | 'moved' | 'cancelled' | 'waitlist_offer'> | undefined;
  readonly version: number;
  readonly status: AppointmentStatus;
  readonly startsAt: Date;
  /** Whether it was cancelled by time, because the doctor did not answer */
  readonly isUnanswered: boolean;
  /** Whether it brought the visit to the doctor who has it now, or left it with a doctor who has it no more */
  readonly doctorIs?: 'same' | 'new' | 'gone';
}

/** An account that a visit has left, such as that of the former doctor. It is told what the visit was for it. */
export interface Farewell {
  readonly appointmentId: number;
  readonly userId: number;
  /** The first version that is not the account's business; what is told is what the version before it was */
  readonly version: number;
  /** Of the version before it */
  readonly startsAt: Date;
  /** Whether the inbox says so as well: that of a former guardian has forgotten the patient */
  readonly isForInbox: boolean;
}
