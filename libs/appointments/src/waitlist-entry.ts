import { type WaitlistStatus } from '#libs/database';

/** What a patient waits for. The dates are `YYYY-MM-DD`, local to wherever the visit would take place. */
export interface WaitlistWish {
  /** This doctor, or any of a specialization */
  readonly doctorId: number | null;
  readonly specialization: string | null;
  /** Where the visit is to take place; null for anywhere */
  readonly locationId: number | null;
  /** Null for the doctor's default */
  readonly visitTypeId: number | null;
  /** First date on which the visit may be */
  readonly from: string;
  /** Last date on which it may be */
  readonly to: string;
}

/** A time that is held for a patient until they answer. */
export interface WaitlistOffer {
  readonly doctorId: number;
  readonly visitTypeId: number;
  readonly locationId: number;
  /** The location's, in which the visit takes place */
  readonly timeZone: string;
  readonly appointmentDateTime: Date;
  readonly endsAt: Date;
  /** From then on it goes to the next */
  readonly expiresAt: Date;
}

/** A patient on the waitlist. */
export interface WaitlistEntry extends WaitlistWish {
  readonly id: number;
  /** The patient */
  readonly userId: number;
  /** What the patient is called, or signs in with; null once the account is erased */
  readonly patientName: string | null;
  readonly status: WaitlistStatus;
  readonly createdAt: Date;
  /** Since when it has been booked, expired or left */
  readonly endedAt: Date | null;
  /** What has to be answered; null unless the status is `offered` */
  readonly offer: WaitlistOffer | null;
  /** What came of it; null unless the status is `booked` */
  readonly appointmentId: number | null;
}

/** Which entries are meant. */
export interface WaitlistFilter {
  readonly status?: WaitlistStatus;
  /** Those who wait for this doctor */
  readonly doctorId?: number;
  /** The patient */
  readonly userId?: number;
  readonly limit: number;
  readonly cursor?: string;
}
