import { type AppointmentStatus, type Occasion, type VisitMode } from '#libs/database';

/** An appointment as it is at this moment, with all that a message about it needs. It says nothing about the patient. */
export interface Visit {
  readonly appointmentId: number;
  readonly version: number;
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
  /** The accounts that are told for the patient: their own, unless they have none, and those of whoever cares for them */
  readonly patientSide: readonly number[];
  /** While the time is merely held: until when */
  readonly heldUntil: Date | null;
  /** Whose hold it is or was, if it came from the waitlist: the number of the entry */
  readonly waitlistEntryId: number | null;
  /** The account that the doctor signs in with, if any */
  readonly doctorUserId: number | null;
}

/** What one event did to an appointment. More may have happened to it since. */
export interface Happening {
  /** None when nobody is told, such as of a completed visit: patient and doctor were both there */
  readonly occasion:
    Extract<Occasion, 'booked' | 'confirmed' | 'moved' | 'cancelled' | 'waitlist_offer'> | undefined;
  readonly version: number;
  readonly status: AppointmentStatus;
  readonly startsAt: Date;
}
