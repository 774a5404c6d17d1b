import { Injectable } from '@nestjs/common';
import { Database } from '#libs/database';
import { type RetirementSubject } from '#libs/doctors';

/** The field of a visit, and of an entry of the waitlist, that names what retires. */
export const subjectFields = {
  doctor: 'doctorId',
  location: 'locationId',
  visit_type: 'visitTypeId',
} as const;

@Injectable()
export class WaitingRepository {
  constructor(private readonly database: Database) {}

  /** How many patients wait for this doctor, location or visit type and no other, on a date or later. */
  count({ kind, id }: RetirementSubject, on: string): Promise<number> {
    return this.database.client.waitlistEntry.count({
      where: { [subjectFields[kind]]: id, status: { in: ['waiting', 'offered'] }, to: { gte: new Date(on) } },
    });
  }
}
