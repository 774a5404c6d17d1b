import { applicationRole, Database, provideLogin, SessionGuard } from '#libs/database';
import { aForgetfulProxy } from '../e2e/support/proxies/forgetful-proxy.js';
import { appLoginOf, asApp } from '../support/app-login.js';
import { type PostgresProxy } from '../e2e/support/proxies/postgres-proxy.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { withPostgres } from '../support/run/connections.js';
import { currentRun } from '../support/run/run.js';

let db: TestDatabase;
/** Logins and roles of this spec; the server keeps them beyond the database. */
const made: string[] = [];
const proxies: PostgresProxy[] = [];

const asOwner = (sql: string): Promise<unknown> => withPostgres(db.url, (client) => client.query(sql));

function nameOf(what: string): string {
  const name = `${currentRun().id}_${what}`;
  made.push(name);
  return name;
}

/** The database by a login of its own. */
function urlOf(name: string, password = ''): string {
  const url = new URL(db.url);
  url.username = name;
  url.password = password;
  return url.href;
}

/** The database by way of a pooler that drops what a session asks for. */
async function pastPooler(url: string): Promise<string> {
  const proxy = await aForgetfulProxy(url);
  proxies.push(proxy);
  return proxy.url;
}

beforeAll(async () => {
  db = await createDatabase();
});

afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.close()));
  for (const name of made.reverse()) await asOwner(`DROP OWNED BY "${name}"; DROP ROLE "${name}"`);
  await db.drop();
});

describe('the login of the apps', () => {
  const kept = ['audit_entries', 'appointment_history'];
  const rewriting = kept.flatMap((table) => [
    `UPDATE ${table} SET actor_id = 0`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table} CASCADE`,
    `CREATE TRIGGER t BEFORE INSERT ON ${table} EXECUTE FUNCTION now()`,
  ]);
  const others = [
    `UPDATE appointment_history SET reason = 'other'`,
    'UPDATE patient_changes SET actor_id = 0',
    'DELETE FROM former_places',
    'DELETE FROM appointments',
    'DELETE FROM users',
    'DELETE FROM _prisma_migrations',
    'INSERT INTO _prisma_migrations SELECT * FROM _prisma_migrations',
  ];

  it.each(['', 'SET ROLE NONE', 'RESET ROLE', `SET ROLE ${applicationRole}`])(
    'rewrites nothing that was written to stay (%s)',
    async (first) => {
      await withPostgres(asApp(db.url), async (client) => {
        await client.query(first);
        for (const sql of [...rewriting, ...others]) {
          await expect(client.query(sql).then(() => sql)).rejects.toMatchObject({ code: '42501' });
        }
      });
    },
  );

  it('becomes no other role', async () => {
    const owner = decodeURIComponent(new URL(db.url).username);
    await withPostgres(asApp(db.url), async (client) => {
      await expect(client.query(`SET ROLE "${owner}"`)).rejects.toMatchObject({ code: '42501' });
      await expect(client.query(`SET SESSION AUTHORIZATION "${owner}"`)).rejects.toMatchObject({
        code: '42501',
      });
      await expect(client.query('CREATE ROLE another')).rejects.toMatchObject({ code: '42501' });
    });
  });

  it('has no code of its own run with the rights of the owner', async () => {
    await withPostgres(asApp(db.url), async (client) => {
      await client.query(`
        CREATE TEMPORARY TABLE audit_entries (occurred_at timestamptz);
        CREATE TEMPORARY TABLE seen (who text);
        GRANT ALL ON audit_entries, seen TO PUBLIC;
        INSERT INTO audit_entries VALUES ('2001-01-01');
        CREATE FUNCTION pg_temp.look() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN INSERT INTO pg_temp.seen VALUES (current_user); RETURN OLD; END';
        CREATE TRIGGER t BEFORE DELETE ON pg_temp.audit_entries FOR EACH ROW EXECUTE FUNCTION pg_temp.look()`);
      await client.query('SELECT forget_audit_entries(365)');
      expect((await client.query('SELECT who FROM seen')).rows).toEqual([]);
    });
  });
});

describe('a connection of the apps', () => {
  const guarded = (url: string, NODE_ENV: 'production' | 'test' = 'production', direct?: string) => {
    const env = { NODE_ENV, DATABASE_URL: url, DATABASE_DIRECT_URL: direct, DATABASE_POOL_SIZE: 1 };
    return new Database(env, applicationRole, new SessionGuard(env));
  };

  /** What keeps a connection from being used in production. */
  async function refusalOf(url: string, ...setting: [] | ['test', string]): Promise<unknown> {
    const database = guarded(url, setting[0], setting[1]);
    try {
      await database.ping();
      return undefined;
    } catch (error) {
      expect(error).toMatchObject({ code: 'service.unavailable' });
      expect(database.isRestricted).toBe(false);
      await expect(database.client.user.count()).rejects.toMatchObject({ code: 'service.unavailable' });
      return ((error as Error).cause as Error).message;
    } finally {
      await database.close();
    }
  }

  it('is used with the login that the migrations make, also past a pooler that drops what it asks for', async () => {
    await expect(refusalOf(asApp(db.url))).resolves.toBeUndefined();
    await expect(refusalOf(await pastPooler(asApp(db.url)))).resolves.toBeUndefined();
  });

  it('is refused to a superuser', async () => {
    await expect(refusalOf(db.url)).resolves.toMatch(
      /"\w+" could rewrite .+ because it is a superuser\. Name/,
    );
  });

  it.each([
    ['may work as the owner', 'IN ROLE docket_app', 'GRANT "$owner" TO "$login"', 'owns the tables'],
    ['may make roles', 'CREATEROLE IN ROLE docket_app', '', 'may make roles'],
    [
      'is granted too much',
      'IN ROLE docket_app',
      'GRANT UPDATE (action) ON audit_entries TO "$login"',
      'granted',
    ],
    ['may write everything', 'NOINHERIT IN ROLE docket_app, pg_write_all_data', '', 'granted'],
  ])('is refused to a login that %s', async (what, options, grant, reason) => {
    const login = nameOf(what.replaceAll(' ', '_'));
    const owner = nameOf(`${what.replaceAll(' ', '_')}_owner`);
    await asOwner(`
      CREATE ROLE "${owner}" NOLOGIN NOINHERIT; CREATE ROLE "${login}" LOGIN ${options};
      CREATE TABLE "${owner}" (); ALTER TABLE "${owner}" OWNER TO "${owner}";
      ${grant.replace('$owner', owner).replace('$login', login)}`);
    await expect(refusalOf(urlOf(login))).resolves.toMatch(reason);
  });

  it('is refused where timeouts are lost, and not once the migrations have set them', async () => {
    const login = nameOf('by_hand');
    await asOwner(`CREATE ROLE "${login}" LOGIN IN ROLE docket_app`);
    const pooled = await pastPooler(urlOf(login));
    await expect(refusalOf(urlOf(login))).resolves.toBeUndefined();
    await expect(refusalOf(pooled)).resolves.toMatch(
      /statement_timeout is 0 ms instead of 5000 ms, so a pooler/,
    );
    // Behind a pooler in transaction mode nothing else brings the timeouts, wherever it is.
    await expect(refusalOf(urlOf(login), 'test', urlOf(login))).resolves.toMatch(/statement_timeout is 0 ms/);
    await provideLogin(db.url, urlOf(login));
    await expect(refusalOf(pooled)).resolves.toBeUndefined();
    await expect(refusalOf(urlOf(login), 'test', urlOf(login))).resolves.toBeUndefined();
  });

  it('that is not let in leaves the database unavailable, like one that is not there', async () => {
    const database = guarded(urlOf('nobody_here'));
    await expect(database.ping()).rejects.toMatchObject({ code: 'service.unavailable' });
    await database.close();
  });

  it('is used all the same where no patients are, and said to be unrestricted', async () => {
    const database = guarded(db.url, 'test');
    await expect(database.client.user.count()).resolves.toBe(0);
    expect(database.isRestricted).toBe(false);
    await database.close();
  });
});

describe('the migrations', () => {
  it('leave logins alone that are not of the apps', async () => {
    const login = nameOf('stranger');
    await asOwner(`CREATE ROLE "${login}" LOGIN CREATEDB`);
    await expect(provideLogin(db.url, urlOf(login, 'new'))).rejects.toThrow(
      /^DATABASE_URL: "\w+" could not make the login "\w+" \(it is there, and may do more than the apps\)/,
    );
  });

  it('make the login once, whatever comes at once', async () => {
    const url = urlOf(nameOf('many'), 'a password');
    await Promise.all(Array.from({ length: 4 }, () => provideLogin(db.url, url)));
    const { rows } = await withPostgres(url, (client) => client.query<object>('SHOW statement_timeout'));
    expect(rows).toEqual([{ statement_timeout: '5s' }]);
  });

  it('keep the password itself out of what PostgreSQL is told', async () => {
    const { rows } = await withPostgres(db.url, (client) =>
      client.query<{ kept: string }>('SELECT rolpassword AS kept FROM pg_authid WHERE rolname = $1', [
        appLoginOf(currentRun().id),
      ]),
    );
    expect(rows[0]?.kept).toMatch(/^SCRAM-SHA-256\$4096:/);
  });
});
