import { Injectable } from '@nestjs/common';
import { GuardianshipsRepository } from '#libs/auth';
import { type AppointmentStatus, Database, type Queries } from '#libs/database';
import { hasGuardians, hasVisits } from './privacy.errors.js';

const active = ['held', 'pending', 'confirmed', 'checked_in'] as const satisfies AppointmentStatus[];

/**
 * Makes people unknown: who they were, what they wrote and what was written to them goes. What happened at the clinic,
 * and who saw it, stays under the bare number of the account.
 */
@Injectable()
export class ErasureRepository {
  constructor(
    private readonly database: Database,
    private readonly guardianships: GuardianshipsRepository,
  ) {}

  /**
   * Erases somebody, and with them the dependants who have neither an account nor another guardian: nobody could ask
   * for that any more.
   *
   * @returns who acted for somebody that is gone now
   * @throws AppError `account.has_visits` while a visit of theirs is to come or going on: nothing was erased
   */
  async erase(userId: number, now: Date): Promise<number[]> {
    return this.database.transaction(async (queries) => {
      const people = [userId, ...(await this.lonelyWithout(queries, userId))];
      const guardians: number[] = [];
      for (const person of people) guardians.push(...(await this.erasePerson(queries, person, now)));
      await queries.guardianship.updateMany({
        where: { guardianId: userId, endedAt: null },
        data: { endedAt: now },
      });
      return guardians;
    });
  }

  /**
   * Erases a dependant for their only guardian.
   *
   * @returns the guardian
   * @throws AppError `dependant.has_guardians` when somebody else cares for them too, `account.has_visits`
   */
  async eraseDependant(userId: number, now: Date): Promise<number[]> {
    return this.database.transaction(async (queries) => {
      await this.guardianships.lock(queries, userId);
      if ((await this.guardianships.guardiansOf(queries, userId)).length !== 1) throw hasGuardians();
      return this.erasePerson(queries, userId, now);
    });
  }

  private async lonelyWithout(queries: Queries, guardianId: number): Promise<number[]> {
    const rows = await queries.user.findMany({
      where: {
        username: null,
        guardians: { some: { guardianId, endedAt: null } },
        NOT: { guardians: { some: { guardianId: { not: guardianId }, endedAt: null } } },
      },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ id }) => id);
  }

  private async erasePerson(queries: Queries, userId: number, now: Date): Promise<number[]> {
    const { email } = await queries.user.findUniqueOrThrow({
      where: { id: userId },
      select: { email: true },
    });
    const name = `erased-${userId}`;
    // No password has this hash, so that nobody can sign in.
    const account = { username: name, email: `${name}@erased.invalid`, password: '!' };
    const data = { ...account, name: null, birthDate: null, disabledAt: now };
    await queries.user.update({ where: { id: userId }, data });
    // Looked at after the account was locked, so that no booking can slip in between.
    const standing = { userId, status: { in: [...active] } };
    if ((await queries.appointment.count({ where: standing })) > 0) throw hasVisits();
    await queries.$executeRaw`
      UPDATE appointment_history SET reason = NULL
      WHERE reason IS NOT NULL AND appointment_id IN (SELECT id FROM appointments WHERE user_id = ${userId})`;
    await queries.appointment.updateMany({ where: { userId }, data: { reason: null } });
    await queries.waitlistEntry.updateMany({
      where: { userId, status: { in: ['waiting', 'offered'] } },
      data: { status: 'left', endedAt: now },
    });
    await queries.notification.deleteMany({ where: { userId } });
    await queries.notificationPreferences.deleteMany({ where: { userId } });
    await queries.pushSubscription.deleteMany({ where: { userId } });
    await queries.calendarFeed.deleteMany({ where: { userId } });
    await queries.secondFactor.deleteMany({ where: { userId } });
    await queries.session.updateMany({ where: { userId }, data: { userAgent: null } });
    // An invitation knows nothing but the address.
    const addressed = email === null ? [] : [{ email }];
    await queries.accountLink.deleteMany({
      where: { OR: [{ userId }, { inviterId: userId }, ...addressed] },
    });
    // Kept answers hold what was booked and why; staff may have asked for them.
    await queries.$executeRaw`
      DELETE FROM idempotency_keys WHERE user_id = ${userId}
        OR jsonb_path_exists(result, '$.**.userId ? (@ == $id)', jsonb_build_object('id', ${userId}::int))`;
    return this.guardianships.end(queries, userId, now);
  }
}
