import { Injectable } from '@nestjs/common';
import { ClaimsService } from '#libs/auth';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, type Prisma, type Queries } from '#libs/database';

/** A patient as the front desk knows them. */
export interface PatientRecord {
  readonly id: number;
  /** None for whoever opened an account and said no name */
  readonly name: string | null;
  /** None without an account */
  readonly username: string | null;
  readonly email: string | null;
  /** E.164 */
  readonly phone: string | null;
  readonly birthDate: Date | null;
}

/** Somebody who came by or telephoned. */
export interface NewPatient {
  readonly name: string;
  /** E.164 */
  readonly phone: string | null;
  readonly birthDate: Date | null;
  /** Where an account is offered to them */
  readonly email: string | null;
}

const fields = {
  id: true,
  name: true,
  username: true,
  email: true,
  birthDate: true,
  preferences: { select: { phone: true } },
} as const satisfies Prisma.UserSelect;

const toRecord = ({
  preferences,
  ...user
}: Prisma.UserGetPayload<{ select: typeof fields }>): PatientRecord => ({
  ...user,
  phone: preferences?.phone ?? null,
});

/** `contains` becomes LIKE, where these three would mean something. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Numbers are kept with the country's, and so without the zeros that are dialled in place of it. */
const digitsOf = (text: string): string => text.replace(/\D/g, '').replace(/^0+/, '');

/** Fewer digits would be part of nearly every number. */
const fewestDigits = 3;

function matching(q: string): Prisma.UserWhereInput[] {
  const part = { contains: literally(q), mode: 'insensitive' as const };
  const digits = digitsOf(q);
  const isNumber = /^[\d\s()+/.-]+$/.test(q) && digits.length >= fewestDigits;
  return [
    { name: part },
    { username: part },
    { email: part },
    ...(isNumber ? [{ preferences: { phone: { contains: digits } } }] : []),
  ];
}

@Injectable()
export class PatientsRepository {
  constructor(
    private readonly database: Database,
    private readonly claims: ClaimsService,
  ) {}

  /**
   * @param q any part of the name, the username, the e-mail address or the telephone number, in any case
   * @returns patients in the order in which they became known
   */
  async search(q: string, limit: number, cursor?: string): Promise<Page<PatientRecord>> {
    const [after = 0] = cursor === undefined ? [] : decodeCursor(cursor, ['id']);
    const rows = await this.database.client.user.findMany({
      where: { id: { gt: after }, role: 'patient', disabledAt: null, OR: matching(q) },
      select: fields,
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return toPage(rows.map(toRecord), limit, ({ id }) => [id]);
  }

  /**
   * Writes a patient without an account down, and has one offered to them where there is an address.
   *
   * @param staffId who does it
   * @throws AppError `user.email_taken`
   */
  async add(
    staffId: number,
    { name, phone, birthDate, email }: NewPatient,
    now: Date,
  ): Promise<PatientRecord> {
    return this.database.transaction(async (queries) => {
      const { id } = await queries.user.create({
        data: { name, birthDate, createdAt: now },
        select: { id: true },
      });
      if (phone !== null) await this.setPhone(queries, id, phone, now);
      if (email !== null) await this.claims.offer(queries, staffId, id, email);
      return { id, name, username: null, email: null, phone, birthDate };
    });
  }

  private async setPhone(queries: Queries, userId: number, phone: string, changedAt: Date): Promise<void> {
    await queries.notificationPreferences.create({ data: { userId, phone, changedAt } });
  }
}
