// What partitions, indexes and room on pages cost and save, as decision 44 tells, and how many bytes a row takes.
// node test/bench/growth.mjs [URL of a PostgreSQL of this machine, as its superuser]
// It makes a database and drops it. Figures are microseconds of the processor time of one backend; they need /proc.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';

const server = process.argv[2] ?? 'postgresql://postgres@127.0.0.1:5432/postgres';
const name = `growth_${process.pid}`;

async function connect(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

const admin = await connect(server);
await admin.query(`CREATE DATABASE ${name}`);
const db = await connect(Object.assign(new URL(server), { pathname: `/${name}` }).href);
await db.query('SET synchronous_commit = off; SET timezone = UTC');
const one = async (sql) => Object.values((await db.query(sql)).rows[0])[0];
const pid = await one('SELECT pg_backend_pid()');
const used = () => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1000;

/** Microseconds of one turn of `work`. */
async function cost(work, turns = 1) {
  const before = used();
  for (let turn = 0; turn < turns; turn += 1) await work(turn);
  return (used() - before) / turns;
}

/** A statement that is planned once. */
const named = (text) => ({ name: `s${(named.count = (named.count ?? 0) + 1)}`, text });
const ask = (statement, ...values) => db.query({ ...statement, values });

/** Partitions of `table` from `first` periods ago to the next one, and the default one. */
async function partition(table, step, first) {
  for (let n = -first; n <= 1; n += 1) {
    const at = (k) =>
      `date_trunc('${step === '3 months' ? 'quarter' : step.split(' ')[1]}', now()) + ${k} * interval '${step}'`;
    await db.query(
      `CREATE TABLE ${table}_${n + first} PARTITION OF ${table} FOR VALUES FROM (${at(n)}) TO (${at(n + 1)})`,
    );
  }
  await db.query(`CREATE TABLE ${table}_rest PARTITION OF ${table} DEFAULT`);
}

const tell = (...parts) =>
  console.log(parts.map((part) => (typeof part === 'number' ? part.toFixed(1) : part)).join(' '));
const bytes = async (table) =>
  (await one(
    `SELECT coalesce(sum(pg_total_relation_size(relid)), pg_total_relation_size('${table}')) FROM pg_partition_tree('${table}')`,
  )) / (await one(`SELECT count(*) FROM ${table}`));

const eventColumns = `id bigserial, event_id uuid NOT NULL, type text NOT NULL, data jsonb NOT NULL, request_id text,
  occurred_at timestamptz(3) NOT NULL, traceparent text, available_at timestamptz(3) NOT NULL, attempts int NOT NULL DEFAULT 0,
  published_at timestamptz(3)`;

/** An outbox with 140,000 events of a week. */
async function outboxOf([table, step, periods]) {
  const time = step === undefined ? '' : ', occurred_at';
  await db.query(`CREATE TABLE ${table} (${eventColumns}, PRIMARY KEY (id${time})) ${step ? 'PARTITION BY RANGE (occurred_at)' : ''};
    CREATE UNIQUE INDEX ON ${table} (event_id${time}); CREATE INDEX ON ${table} (id) WHERE published_at IS NULL;
    CREATE INDEX ON ${table} (published_at) WHERE published_at IS NOT NULL`);
  if (step) await partition(table, step, periods);
  await db.query(`INSERT INTO ${table} (event_id, type, data, occurred_at, available_at, attempts, published_at)
    SELECT gen_random_uuid(), 'appointment.booked.v1', '{"appointmentId": 1, "version": 1, "doctorId": 1}', at, at, 1, at
    FROM generate_series(1, 140000) n, LATERAL (SELECT now() - interval '7 days' + n * interval '4.32 s' AS at) x`);
  await db.query(`VACUUM ANALYZE ${table}`);
  const waiting = `SELECT id, occurred_at FROM ${table} WHERE published_at IS NULL AND available_at <= now() ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED`;
  const between = step
    ? 'AND occurred_at >= (SELECT min(occurred_at) FROM due) AND occurred_at <= (SELECT max(occurred_at) FROM due)'
    : '';
  return {
    table,
    spent: { insert: 0, claim: 0, mark: 0, events: 0 },
    insert:
      named(`INSERT INTO ${table} (event_id, type, data, request_id, traceparent, occurred_at, available_at)
      SELECT gen_random_uuid(), 'appointment.booked.v1', '{"appointmentId": 1, "version": 1, "doctorId": 1}'::jsonb, $1, $1, $2, $2`),
    claim: named(`WITH due AS MATERIALIZED (${waiting})
      UPDATE ${table} SET attempts = attempts + 1, available_at = now() + interval '15 s'
      WHERE id = ANY(ARRAY(SELECT id FROM due)) ${between} RETURNING id, event_id, data, occurred_at`),
    mark: named(
      `UPDATE ${table} SET published_at = now() WHERE id = ANY($1::bigint[]) AND occurred_at BETWEEN $2 AND $3`,
    ),
  };
}

/** Turn about, so that what else the machine does is shared out. */
async function outbox(batch, rounds, boxes) {
  for (const box of boxes) box.spent = { insert: 0, claim: 0, mark: 0, events: 0 };
  for (let round = 0; round < rounds; round += 1) {
    for (const { spent, insert, claim, mark } of boxes) {
      spent.insert += (await cost(() => ask(insert, randomUUID(), new Date()), batch)) * batch;
      let rows = [];
      spent.claim += await cost(async () => ({ rows } = await ask(claim)));
      const times = rows.map(({ occurred_at: at }) => at.getTime());
      const bounds = [new Date(Math.min(...times)), new Date(Math.max(...times))];
      spent.mark += await cost(() =>
        ask(
          mark,
          rows.map(({ id }) => id),
          ...bounds,
        ),
      );
      spent.events += rows.length;
    }
    if (round % 20 === 19) for (const { table } of boxes) await db.query(`VACUUM ${table}`);
  }
  for (const { table, spent } of boxes)
    tell(
      `  ${table}, ${batch} at once: insert`,
      spent.insert / spent.events,
      'claim',
      spent.claim / spent.events,
      'mark',
      spent.mark / spent.events,
    );
}

async function forgetting(table, column, age) {
  const sql = named(`DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM ${table} WHERE ${column} < now() - $1::interval LIMIT 5000 FOR UPDATE SKIP LOCKED))`);
  await ask(sql, '99 years');
  const nothing = await cost(() => ask(sql, '99 years'), 5);
  let gone = 0;
  const deleting = await cost(async () => {
    for (let batch = 5000; batch === 5000; gone += batch) batch = (await ask(sql, age)).rowCount;
  });
  const tidying = await cost(() => db.query(`VACUUM ${table}`));
  tell(
    `  ${table}: looking for nothing`,
    nothing,
    'deleting a row',
    deleting / gone,
    'tidying up after it',
    tidying / gone,
  );
}

async function audit([table, step, periods]) {
  await db.query(`CREATE TABLE ${table} (id bigserial, occurred_at timestamptz(3) NOT NULL, actor_id int, subject_id int, action text NOT NULL,
    request_id text, object_type text, object_id text, outcome text NOT NULL DEFAULT 'done', reason text,
    PRIMARY KEY (id${step ? ', occurred_at' : ''})) ${step ? 'PARTITION BY RANGE (occurred_at)' : ''};
    CREATE INDEX ON ${table} (subject_id, id DESC); CREATE INDEX ON ${table} (actor_id, id DESC)`);
  if (step) await partition(table, step, periods);
  await db.query(`INSERT INTO ${table} (occurred_at, actor_id, subject_id, action, request_id)
    SELECT now() - interval '3640 days' + n / 2e6 * interval '3640 days', n % 200, n * 7919 % 21000, 'GET /appointments/:id', gen_random_uuid()
    FROM generate_series(1::bigint, 2000000) n`);
  await db.query(`VACUUM ANALYZE ${table}`);
  const add = named(
    `INSERT INTO ${table} (occurred_at, actor_id, subject_id, action, request_id) VALUES (now(), $1, $2, 'GET /', $3)`,
  );
  const person = named(`SELECT * FROM ${table} WHERE subject_id = $1 ORDER BY id DESC LIMIT 51`);
  const all = named(`SELECT * FROM ${table} ORDER BY id DESC LIMIT $1`);
  for (let turn = 0; turn < 10; turn += 1)
    for (const values of [
      [add, 1, turn, ''],
      [person, turn],
      [all, 51],
    ])
      await ask(...values);
  tell(
    `  ${table}: adding`,
    await cost((n) => ask(add, n % 200, n % 21000, randomUUID()), 3000),
    'a page of a person',
    await cost((n) => ask(person, n), 200),
    'a page of all',
    await cost(() => ask(all, 51), 200),
    'dropping the oldest',
    step ? await cost(() => db.query(`DROP TABLE ${table}_0`)) : '-',
    'bytes a row',
    await bytes(table),
  );
  if (!step) await forgetting(table, 'occurred_at', '3550 days');
}

/** An inbox with 600,000 events of 30 days. */
async function inbox(tables) {
  for (const [table, step, periods] of tables) {
    await db.query(`CREATE TABLE ${table} (event_id uuid, consumer text, received_at timestamptz(3) NOT NULL, given_up boolean NOT NULL DEFAULT false,
      occurred_at timestamptz(3) NOT NULL, PRIMARY KEY (event_id, consumer${step ? ', occurred_at' : ''})) ${step ? 'PARTITION BY RANGE (occurred_at)' : ''}`);
    if (step) await partition(table, step, periods);
    if (table.endsWith('indexed')) await db.query(`CREATE INDEX ON ${table} (received_at)`);
    await db.query(`INSERT INTO ${table} SELECT gen_random_uuid(), 'notifications', at, false, at
      FROM generate_series(1, 600000) n, LATERAL (SELECT now() - interval '30 days' + n * interval '4.32 s' AS at) x`);
    await db.query(`VACUUM ANALYZE ${table}`);
  }
  const adds = tables.map(([table, step]) =>
    named(`INSERT INTO ${table} VALUES ($1, 'notifications', now(), false, now())
    ON CONFLICT (event_id, consumer${step ? ', occurred_at' : ''}) DO UPDATE SET given_up = false WHERE ${table}.given_up`),
  );
  const spent = adds.map(() => 0);
  for (let round = 0; round < 40; round += 1)
    for (const [n, add] of adds.entries()) spent[n] += (await cost(() => ask(add, randomUUID()), 100)) / 40;
  for (const [n, [table, step]] of tables.entries()) {
    const find = named(`SELECT FROM ${table} WHERE event_id = $1 AND consumer = 'notifications'`);
    for (let turn = 0; turn < 10; turn += 1) await ask(find, randomUUID());
    tell(
      `  ${table}: adding`,
      spent[n],
      'finding one by its id',
      await cost(() => ask(find, randomUUID()), 500),
      'bytes a row',
      await bytes(table),
    );
    if (!step) await forgetting(table, 'received_at', '29 days');
  }
}

/** Rows that are updated again and again, on pages that are filled to so many percent. */
async function pages(what, columns, row, change) {
  for (const fill of [100, 80, 50]) {
    const table = `${what}_${fill}`;
    await db.query(`CREATE TABLE ${table} (${columns}) WITH (fillfactor = ${fill}, autovacuum_enabled = off);
      INSERT INTO ${table} ${row}`);
    await db.query(`VACUUM ANALYZE ${table}`);
    let [updating, tidying] = [0, 0];
    for (let round = 0; round < 200; round += 1) {
      updating += await cost(() => db.query(change(table, round)));
      if (round % 20 === 19) tidying += await cost(() => db.query(`VACUUM ${table}`));
    }
    await db.query('SELECT pg_stat_force_next_flush()');
    const hot = await one(
      `SELECT round(100.0 * n_tup_hot_upd / n_tup_upd) FROM pg_stat_user_tables WHERE relname = '${table}'`,
    );
    tell(
      `  ${table}: a change`,
      updating / 40_000,
      'tidying up after it',
      tidying / 40_000,
      `without an index ${hot} %, bytes a row`,
      await bytes(table),
    );
  }
}

try {
  tell('outbox');
  const boxes = [];
  for (const box of [['whole'], ['weeks', '1 week', 1], ['days', '1 day', 9]])
    boxes.push(await outboxOf(box));
  for (const [batch, rounds] of [
    [100, 100],
    [20, 200],
    [3, 300],
  ])
    await outbox(batch, rounds, boxes);
  await forgetting('whole', 'published_at', '6 days');
  tell('audit log');
  for (const log of [['entries'], ['quarters', '3 months', 40], ['months', '1 month', 120]]) await audit(log);
  tell('inbox');
  await inbox([['plain'], ['indexed'], ['partitioned', '1 week', 5]]);
  tell('pages');
  const some = (round) =>
    `(SELECT md5((1 + (n * 7919 + ${round} * 31) % 20000)::text)::uuid FROM generate_series(1, 200) n)`;
  await pages(
    'sessions',
    'id uuid PRIMARY KEY, user_id int, generation int, rotated_at timestamptz(3), user_agent text, seen timestamptz(3)',
    `SELECT md5(n::text)::uuid, n, 0, now(), NULL, now() FROM generate_series(1, 20000) n`,
    (table, round) =>
      `UPDATE ${table} SET generation = generation + 1, rotated_at = now(), seen = now() WHERE id IN ${some(round)}`,
  );
  await pages(
    'budgets',
    'subject text PRIMARY KEY, full_at timestamptz(3) NOT NULL',
    'SELECT md5(n::text)::uuid, now() FROM generate_series(1, 20000) n',
    (table, round) =>
      `UPDATE ${table} SET full_at = now() WHERE subject IN ${some(round).replace('::uuid', '::uuid::text')}`,
  );
} finally {
  await db.end();
  await admin.query(`DROP DATABASE ${name}`);
  await admin.end();
}
