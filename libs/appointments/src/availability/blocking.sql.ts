import { type AppointmentStatus, Prisma } from '#libs/database';

// What keeps a doctor busy, and a patient. An expired hold counts as nothing from the moment that it expires; a row that
// is cleared away later changes no answer.

/** The statuses in which an appointment keeps its doctor busy. The exclusion constraint names the same. */
export const activeStatuses = [
  'held',
  'pending',
  'confirmed',
  'checked_in',
] as const satisfies AppointmentStatus[];

/** The statuses of a visit that is to come or has begun: the active ones without holds. */
export const visitStatuses = ['pending', 'confirmed', 'checked_in'] as const satisfies AppointmentStatus[];

/** Whether a hold still keeps its time. */
export const isStanding = (
  { status, expiresAt }: { readonly status: AppointmentStatus; readonly expiresAt: Date },
  now: Date,
): boolean => status === 'held' && expiresAt > now;

/** The statuses as a list of SQL literals. */
export const inSql = (statuses: readonly AppointmentStatus[]): Prisma.Sql =>
  Prisma.raw(statuses.map((status) => `'${status}'`).join(', '));

// The same of row `a` of `appointments`, in SQL; `now` is a parameter or an expression.

/** Whether a row is a hold that still keeps its time. */
export const isStandingHold = (a: string, now: Date | Prisma.Sql): Prisma.Sql =>
  Prisma.sql`${column(a, 'status')} = 'held' AND ${column(a, 'hold_expires_at')} > ${now}`;

/** Whether a row is a hold that has expired. */
export const isExpiredHold = (a: string, now: Date | Prisma.Sql): Prisma.Sql =>
  Prisma.sql`${column(a, 'status')} = 'held' AND ${column(a, 'hold_expires_at')} <= ${now}`;

/** Whether a row counts: it is no hold, or one that still keeps its time. */
export const counts = (a: string, now: Date | Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(${column(a, 'status')} <> 'held' OR ${column(a, 'hold_expires_at')} > ${now})`;

/** Whether a row keeps its doctor busy. */
export const blocksTime = (a: string, now: Date | Prisma.Sql): Prisma.Sql =>
  Prisma.sql`${column(a, 'status')} IN (${inSql(activeStatuses)}) AND ${counts(a, now)}`;

const column = (a: string, name: string): Prisma.Sql => Prisma.raw(`${a}.${name}`);
