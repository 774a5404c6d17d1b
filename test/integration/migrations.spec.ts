import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client } from 'pg';
import { applyMigrations, type AppointmentStatus } from '#libs/database';
import { aDoctor, aLocation, aUser, aVisitType } from '../support/clinic.js';
import { createDatabase, createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { withPostgres } from '../support/run/connections.js';

const patience = 180_000;

describe('applyMigrations', () => {
  it(
    'applies all to an empty database, then none',
    async () => {
      const empty = await createEmptyDatabase();
      await expect(applyMigrations(empty.url)).resolves.not.toHaveLength(0);
      await expect(applyMigrations(empty.url)).resolves.toEqual([]);
      await empty.drop();
    },
    patience,
  );
});

describe('appointments', () => {
  let clinic: TestDatabase;
  let locationId: number;
  let visitTypeId: number;

  beforeAll(async () => {
    clinic = await createDatabase();
    locationId = (await aLocation(clinic.database)).id;
    visitTypeId = (await aVisitType(clinic.database)).id;
  }, patience);

  afterAll(() => clinic.drop());

  const doctor = async (): Promise<number> =>
    (await aDoctor(clinic.database, { locationId, visitTypeIds: [visitTypeId] })).id;
  const patient = async (): Promise<number> => (await aUser(clinic.database)).id;
  const at = (time: string): Date => new Date(`2030-01-07T${time}:00Z`);

  interface Booking {
    readonly doctorId?: number;
    readonly userId?: number;
    readonly from: string;
    readonly to: string;
    readonly busyFrom?: string;
    readonly busyTo?: string;
    readonly status?: AppointmentStatus;
  }

  async function book({ from, to, busyFrom = from, busyTo = to, status = 'confirmed', ...who }: Booking) {
    const userId = who.userId ?? (await patient());
    return clinic.database.client.appointment.create({
      data: {
        userId,
        doctorId: who.doctorId ?? (await doctor()),
        locationId,
        visitTypeId,
        appointmentDateTime: at(from),
        endsAt: at(to),
        busyFrom: at(busyFrom),
        busyTo: at(busyTo),
        status,
        holdExpiresAt: status === 'held' ? new Date(Date.now() + 60_000) : null,
        createdById: userId,
        createdAt: at('00:00'),
      },
    });
  }

  const refusedBy = async (constraint: string, booking: Booking): Promise<void> => {
    const before = await clinic.database.client.appointment.count();
    const refusal = await book(booking).catch((error: unknown) => error);
    expect(JSON.stringify(refusal)).toContain('23P01');
    expect(refusal).toHaveProperty('message', expect.stringContaining(constraint));
    await expect(clinic.database.client.appointment.count()).resolves.toBe(before);
  };

  const active = ['held', 'pending', 'confirmed', 'checked_in'] as const;
  const inactive = ['completed', 'no_show', 'cancelled'] as const;

  it.each(active)('of one doctor do not overlap while one is %s', async (status) => {
    const doctorId = await doctor();
    await book({ doctorId, from: '10:00', to: '10:30', status });
    await refusedBy('appointments_doctor_overlap', { doctorId, from: '10:15', to: '10:45' });
  });

  it('of one doctor do not overlap with their buffers', async () => {
    const doctorId = await doctor();
    await book({ doctorId, from: '10:00', to: '10:30', busyTo: '10:40' });
    await refusedBy('appointments_doctor_overlap', {
      doctorId,
      from: '10:45',
      to: '11:00',
      busyFrom: '10:35',
    });
  });

  it('of one doctor may touch, buffers included', async () => {
    const doctorId = await doctor();
    await book({ doctorId, from: '10:00', to: '10:30', busyTo: '10:40' });
    await expect(book({ doctorId, from: '10:50', to: '11:20', busyFrom: '10:40' })).resolves.toMatchObject({
      doctorId,
    });
  });

  it.each(inactive)('that are %s leave the doctor and the patient free', async (status) => {
    const doctorId = await doctor();
    const userId = await patient();
    await book({ doctorId, userId, from: '10:00', to: '10:30', status });
    await expect(book({ doctorId, userId, from: '10:00', to: '10:30' })).resolves.toMatchObject({ doctorId });
  });

  it('of one patient with two doctors do not overlap', async () => {
    const userId = await patient();
    await book({ userId, from: '10:00', to: '10:30' });
    await refusedBy('appointments_patient_overlap', { userId, from: '10:29', to: '10:59' });
  });

  it("of one patient may touch, whatever the doctors' buffers", async () => {
    const userId = await patient();
    await book({ userId, from: '10:00', to: '10:30', busyTo: '10:45' });
    await expect(book({ userId, from: '10:30', to: '11:00', busyFrom: '10:15' })).resolves.toMatchObject({
      userId,
    });
  });

  it('of one patient may overlap with a hold', async () => {
    const userId = await patient();
    await book({ userId, from: '10:00', to: '10:30', status: 'held' });
    await expect(book({ userId, from: '10:00', to: '10:30' })).resolves.toMatchObject({ userId });
  });

  it('of different doctors and patients may overlap', async () => {
    await book({ from: '10:00', to: '10:30' });
    await expect(book({ from: '10:00', to: '10:30' })).resolves.toBeDefined();
  });

  it('that become active are checked too', async () => {
    const doctorId = await doctor();
    const { id } = await book({ doctorId, from: '10:00', to: '10:30', status: 'cancelled' });
    await book({ doctorId, from: '10:00', to: '10:30' });
    const revival = clinic.database.client.appointment.update({
      where: { id },
      data: { status: 'confirmed' },
    });
    await expect(revival).rejects.toThrow('appointments_doctor_overlap');
  });

  it('leave room for one only of many that come at once', async () => {
    const doctorId = await doctor();
    const users = await Promise.all(Array.from({ length: 20 }, patient));
    const results = await Promise.allSettled(
      users.map((userId) => book({ doctorId, userId, from: '10:00', to: '10:30' })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(clinic.database.client.appointment.count({ where: { doctorId } })).resolves.toBe(1);
  });
});

describe('what is there already', () => {
  const folder = join(import.meta.dirname, '../../prisma/migrations');
  const names = readdirSync(folder).filter((name) => /^\d/.test(name));
  const first = '20261130192000_partitions';

  /** Statement by statement, as the engine does: no transaction is around them. */
  async function apply(client: Client, migrations: readonly string[]): Promise<void> {
    for (const name of migrations) {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      for (const statement of sql.split(';')) if (statement.trim() !== '') await client.query(statement);
    }
  }

  const summary = `
    SELECT (SELECT json_agg(o ORDER BY o.id) FROM outbox_events o) AS events,
      (SELECT json_agg(a ORDER BY a.id) FROM audit_entries a) AS entries`;
  const files = `SELECT pg_relation_filenode(to_regclass($1)) AS file`;

  it(
    'becomes the first partition of its table as it stands, while bookings and their relay work on',
    async () => {
      const old = await createEmptyDatabase();
      await withPostgres(old.url, async (client) => {
        await apply(
          client,
          names.filter((name) => name < first),
        );
        await client.query(`
          INSERT INTO outbox_events (event_id, type, data, occurred_at, available_at, published_at)
          SELECT gen_random_uuid(), 'appointment.booked.v1', '{}', at, at, CASE WHEN n > 1 THEN at END
          FROM generate_series(1, 500) n, LATERAL (SELECT now() - n * interval '1 hour' AS at) one;
          INSERT INTO audit_entries (occurred_at, actor_id, action)
          SELECT now() - n * interval '10 days', 1, 'GET /' FROM generate_series(1, 500) n`);
        const before = await client.query(summary);
        const {
          rows: [kept],
        } = await client.query<object>(files, ['outbox_events']);
        // A process from before, which knows nothing of partitions and has planned its statements.
        await withPostgres(old.url, async (running) => {
          const claim = {
            name: 'claim',
            text: `UPDATE outbox_events SET attempts = attempts + 1 WHERE id = ANY(ARRAY(
              SELECT id FROM outbox_events WHERE published_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED))`,
          };
          const add = {
            name: 'add',
            text: `INSERT INTO outbox_events (event_id, type, data, occurred_at, available_at)
              VALUES (gen_random_uuid(), 't', '{}', now() + $1::interval, now())`,
          };
          await running.query({ ...claim });
          await running.query({ ...add, values: ['0'] });
          await client.query('DELETE FROM outbox_events WHERE type = $1', ['t']);
          await client.query('UPDATE outbox_events SET attempts = 0');
          await apply(client, [first]);
          expect((await client.query(summary)).rows).toEqual(before.rows);
          expect((await client.query(files, ['partitions.outbox_events_before'])).rows).toEqual([kept]);
          // This week's, and one of a time after that partition.
          for (const later of ['0', '16 days']) await running.query({ ...add, values: [later] });
          await expect(running.query({ ...claim })).resolves.toMatchObject({ rowCount: 3 });
        });
        await expect(client.query('SELECT DISTINCT tableoid FROM outbox_events')).resolves.toMatchObject({
          rowCount: 2,
        });
        await client.query('SELECT forget_audit_entries(365)');
        await expect(client.query('SELECT FROM audit_entries')).resolves.toMatchObject({ rowCount: 36 });
        await apply(
          client,
          names.filter((name) => name > first),
        );
      });
      await old.drop();
    },
    patience,
  );
});
