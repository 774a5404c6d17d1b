import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';

/** What guardians were told about visits of their dependants, and about what these waited for. */
@Injectable()
export class GuardianNoticesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Deletes what former guardians were told about a patient's visits and waits, in the transaction that ends the guardianships.
   * What one of them was told as the doctor of a visit stays.
   */
  async forget(queries: Queries, guardianIds: readonly number[], patientId: number): Promise<void> {
    if (guardianIds.length === 0) return;
    await this.database.execute(
      Prisma.sql`
      DELETE FROM notifications n USING appointments a, doctors d
      WHERE n.user_id = ANY(${[...guardianIds]}::int[]) AND a.id = n.appointment_id AND a.user_id = ${patientId}
        AND d.id = a.doctor_id AND d.user_id IS DISTINCT FROM n.user_id`,
      queries,
    );
    await queries.notification.deleteMany({
      where: {
        userId: { in: [...guardianIds] },
        appointmentId: null,
        waitlistEntry: { userId: patientId },
      },
    });
  }
}
