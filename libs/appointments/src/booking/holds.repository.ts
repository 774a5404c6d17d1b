import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Database, Prisma, type Queries } from '#libs/database';
import { type IdempotentRequest, keepAnswer, orKeyTaken, revive } from '../idempotency/index.js';
import {
  type Appointment,
  appointmentFields,
  snapshot,
  visibleHolds,
  type WrittenAppointment,
} from '../record/index.js';

/** A start that is kept for a patient for some minutes. */
export interface Hold extends Appointment {
  readonly expiresAt: Date;
  /** Whether its time was prolonged, which can be done once */
  readonly extended: boolean;
  /** Whether a booking has been made of it */
  readonly isUsed: boolean;
}

/** More time for a hold. */
interface Extension {
  readonly expiresAt: Date;
  readonly now: Date;
  /** The request that the extended hold answers */
  readonly request?: IdempotentRequest | undefined;
}

/** A hold that was used has no expiry any more. */
export const toHold = ({ holdExpiresAt, holdExtended, ...appointment }: WrittenAppointment): Hold => ({
  ...appointment,
  expiresAt: holdExpiresAt ?? appointment.createdAt,
  extended: holdExtended,
  isUsed: holdExpiresAt === null,
});

const fields = {
  ...appointmentFields,
  holdExpiresAt: true,
  holdExtended: true,
} as const;

type Row = Omit<WrittenAppointment, 'timeZone'> & { readonly location: { readonly timeZone: string } };

const toHoldAt = ({ location, ...written }: Row): Hold => toHold({ ...written, timeZone: location.timeZone });

@Injectable()
export class HoldsRepository {
  constructor(private readonly database: Database) {}

  /**
   * What is not the actor's is not found, and neither is an appointment that never was a hold. What the waitlist holds
   * is answered there.
   */
  async findVisible(actor: Actor, id: number): Promise<Hold | null> {
    const row = await this.database.client.appointment.findFirst({
      where: {
        id,
        history: { some: { version: 1, toStatus: 'held' } },
        offer: { is: null },
        AND: visibleHolds(actor),
      },
      select: fields,
    });
    return row === null ? null : toHoldAt(row);
  }

  /** A hold of a patient or of the waitlist. */
  async findById(id: number, queries: Queries): Promise<Hold> {
    const row = await queries.appointment.findUniqueOrThrow({ where: { id }, select: fields });
    return toHoldAt(row);
  }

  /**
   * @returns `outdated` when the hold was extended, used, released or lost meanwhile
   * @throws KeyTaken
   */
  async extend(hold: Hold, { expiresAt, now, request }: Extension): Promise<WrittenAppointment | 'outdated'> {
    const extended = Prisma.sql`extended AS a`;
    const result = snapshot(hold.timeZone);
    const [row] = await this.database
      .rows<{ hold: unknown }>(
        Prisma.sql`
      WITH extended AS (
        UPDATE appointments SET hold_expires_at = ${expiresAt}, hold_extended = true
        WHERE id = ${hold.id} AND status = 'held' AND NOT hold_extended
        RETURNING *)
      ${keepAnswer(request, result, now, extended)}
      SELECT ${result} AS hold FROM ${extended}`,
      )
      .catch((error: unknown) => orKeyTaken(request, error));
    return row === undefined ? 'outdated' : (revive(row.hold) as WrittenAppointment);
  }
}
