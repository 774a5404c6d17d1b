import { type Relationship } from '#libs/database';

/** A person who cares for a patient. */
export interface CaringPerson {
  readonly userId: number;
  /** The name, or the username of a guardian who gave none */
  readonly name: string;
  readonly phone: string | null;
  /** What the patient is to them */
  readonly relationship: Relationship;
}

/** A patient's record as the front desk keeps it. */
export interface PatientDetails {
  readonly id: number;
  /** Null for a user who gave no name */
  readonly name: string | null;
  /** Null without an account */
  readonly username: string | null;
  /** That of the account */
  readonly email: string | null;
  /** Where an account is offered, as long as the link is good */
  readonly offeredTo: string | null;
  /** What the address of the account becomes once its reader opens the link that was sent there */
  readonly pendingEmail: string | null;
  /** E.164 */
  readonly phone: string | null;
  /** `YYYY-MM-DD` */
  readonly birthDate: string | null;
  readonly address: string | null;
  /** For staff and doctors; the patient gets it with the export of everything */
  readonly note: string | null;
  /** `YYYY-MM-DD` */
  readonly deceasedOn: string | null;
  /** The record to use in its place */
  readonly mergedIntoId: number | null;
  /** Those who care for the patient, the longest first */
  readonly guardians: readonly CaringPerson[];
  readonly createdAt: Date;
  /** Rises with every change */
  readonly version: number;
}

/** What the front desk corrects; what is left out stays. */
export interface Correction {
  readonly name?: string;
  readonly birthDate?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly address?: string | null;
  readonly note?: string | null;
}

/** A value before a change and after it. */
export interface FieldChange {
  readonly before: string | number | null;
  readonly after: string | number | null;
}

export type FieldChanges = Readonly<Record<string, FieldChange>>;

/** Something that was done to a record. */
export interface RecordChange {
  readonly id: number;
  readonly changedAt: Date;
  readonly actorId: number;
  /** The name, or the username; null of an account that was erased */
  readonly actorName: string | null;
  readonly changes: FieldChanges;
}

const kept = ['name', 'birthDate', 'phone', 'address', 'note'] as const;

/** An account keeps its address until the reader of the new one agrees; none asks for no other one any more. */
function emailChangeOf(
  { username, email, offeredTo, pendingEmail }: PatientDetails,
  after: string | null | undefined,
): FieldChanges {
  if (after === undefined) return {};
  if (username === null) return after === offeredTo ? {} : { email: { before: offeredTo, after } };
  return after === email || after === pendingEmail ? {} : { pendingEmail: { before: pendingEmail, after } };
}

/** What a correction changes of a record: the fields that it names with another value. */
export function changesOf(record: PatientDetails, correction: Correction): FieldChanges {
  const changes = kept.flatMap((field) => {
    const [before, after] = [record[field], correction[field]];
    return after === undefined || after === before ? [] : [[field, { before, after }] as const];
  });
  return { ...Object.fromEntries(changes), ...emailChangeOf(record, correction.email) };
}
