import { withPostgres } from '../../support/run/connections.js';
import { type Amounts, peopleOf } from '../data.js';

/** The tables of naive.prisma, as `prisma migrate` makes them. */
const tables = `
  CREATE TABLE "User" (id SERIAL PRIMARY KEY, username TEXT NOT NULL, email TEXT NOT NULL, password TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP);
  CREATE TABLE "Doctor" (id SERIAL PRIMARY KEY, name TEXT NOT NULL, specialization TEXT NOT NULL);
  CREATE TABLE "Appointment" (id SERIAL PRIMARY KEY, "userId" INTEGER NOT NULL, "doctorId" INTEGER NOT NULL,
    "appointmentDateTime" TIMESTAMP(3) NOT NULL, status TEXT NOT NULL DEFAULT 'pending',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP);
  CREATE UNIQUE INDEX "User_username_key" ON "User" (username);
  CREATE UNIQUE INDEX "User_email_key" ON "User" (email)`;

const keys = `
  ALTER TABLE "Appointment"
    ADD CONSTRAINT "Appointment_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    ADD CONSTRAINT "Appointment_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Doctor" (id) ON DELETE RESTRICT ON UPDATE CASCADE`;

/** Makes the seed's tables and puts as much into them as Docket's have. */
export async function fillNaive(url: string, amounts: Amounts): Promise<void> {
  const people = peopleOf(amounts);
  await withPostgres(url, async (client) => {
    const statements = [
      tables,
      `INSERT INTO "User" (username, email, password)
        SELECT 'user-' || n, 'user-' || n || '@clinic.example', 'secret' FROM generate_series(1, ${people}) n`,
      `INSERT INTO "Doctor" (name, specialization)
        SELECT 'Dr. ' || n, 'Cardiology' FROM generate_series(1, ${amounts.doctors}) n`,
      `INSERT INTO "Appointment" ("userId", "doctorId", "appointmentDateTime")
        SELECT 1 + n % ${people}, 1 + n % ${amounts.doctors}, now() + make_interval(mins => 30 * (n % 2000))
        FROM generate_series(1, ${amounts.appointments}) n`,
      keys,
      'VACUUM ANALYZE',
    ];
    for (const statement of statements) await client.query(statement);
  });
}
