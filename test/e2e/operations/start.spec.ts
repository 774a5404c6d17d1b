import { once } from 'node:events';
import { access, readFile, rename, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createEmptyDatabase } from '../../support/database.js';
import { eventually } from '../../support/wait.js';
import { Clone, type Program } from './start/clone.js';
import { appointments, bookFirst, type Patient, register, signIn } from './start/visit.js';

const installMilliseconds = 600_000;
const buildMilliseconds = 300_000;
const startMilliseconds = 120_000;
const stopMilliseconds = 30_000;
const refusalMilliseconds = 15_000;

const patient: Patient = { username: 'ada', email: 'ada@example.org', password: 'correct horse battery' };

let clone: Clone;
let base: string;
let port: number;

async function listen(wanted = 0) {
  const server = createServer().listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function untilReady(program: Program, within: number): Promise<void> {
  await eventually(() => program.hasEnded() || program.output().includes('Docket is ready'), {
    within,
    every: 200,
  });
  if (program.hasEnded()) throw new Error(`It ended instead:\n${program.output()}`);
}

async function started(): Promise<Program> {
  const program = clone.launch();
  await untilReady(program, startMilliseconds);
  return program;
}

async function nothingLeft(): Promise<void> {
  const look = async () => {
    expect(await clone.processes()).toEqual([]);
  };
  await eventually(look, { within: stopMilliseconds, every: 200 });
}

/** Runs the launcher to its end. */
async function refusal(variables: NodeJS.ProcessEnv = {}) {
  const begin = performance.now();
  const program = clone.launch(variables);
  const code = await program.ended;
  return { code, errors: program.errors(), milliseconds: performance.now() - begin };
}

// The tests are one story: each begins with what the one before left.
describe('npm start in a fresh clone', () => {
  beforeAll(async () => {
    const server = await listen();
    ({ port } = server.address() as AddressInfo);
    server.close();
    base = `http://127.0.0.1:${port}`;
    clone = await Clone.install(port);
  }, installMilliseconds);

  afterAll(() => clone.remove(), stopMilliseconds);

  describe('the first time, with nothing named', () => {
    let npm: Program;

    it(
      'gets ready and says where everything is',
      async () => {
        npm = clone.run('npm', ['start']);
        await untilReady(npm, buildMilliseconds);
        for (const path of ['/app/', '/docs', '/metrics']) {
          expect(npm.output()).toContain(`${base}${path}`);
          expect((await fetch(`${base}${path}`)).status).toBe(200);
        }
        for (const username of ['patient', 'doctor', 'frontdesk', 'admin']) {
          expect(npm.output()).toMatch(new RegExp(`^ +${username} +docket-demo$`, 'm'));
        }
      },
      buildMilliseconds,
    );

    it('takes a patient from registration to a booking', async () => {
      await register(base, patient);
      const token = await signIn(base, patient);
      const booked = await bookFirst(base, token, 'cardio');
      expect(['pending', 'confirmed']).toContain(booked.status);
      expect(await appointments(base, token)).toEqual([expect.objectContaining({ id: booked.id })]);
    }, 180_000);

    it('accepts a demo login', async () => {
      await expect(signIn(base, { username: 'patient', password: 'docket-demo' })).resolves.toBeTruthy();
    });

    it('leaves the working tree clean', async () => {
      expect(await clone.changes()).toBe('');
    });

    it(
      'does not start twice in one folder',
      async () => {
        const { code, errors } = await refusal();
        expect(code).toBe(1);
        expect(errors).toEqual([expect.stringContaining('runs in this folder already')]);
        expect((await fetch(`${base}/health/ready`)).status).toBe(200);
      },
      refusalMilliseconds,
    );

    it(
      'leaves nothing behind after Ctrl-C, even an impatient one',
      async () => {
        npm.interrupt();
        npm.interrupt();
        await npm.ended;
        await nothingLeft();
        await expect(access(join(clone.folder, '.docket/postgres/postmaster.pid'))).rejects.toThrow('ENOENT');
      },
      stopMilliseconds,
    );
  });

  describe('again', () => {
    it(
      'has kept the data and builds nothing, and leaves no orphan when the launcher is killed',
      async () => {
        const killed = await started();
        expect(killed.output()).not.toContain('Building');
        expect(await appointments(base, await signIn(base, patient))).toHaveLength(1);
        killed.signal('SIGKILL');
        await killed.ended;
        await nothingLeft();
      },
      startMilliseconds,
    );

    it(
      'starts after that, and leaves no orphan when npm is killed',
      async () => {
        const npm = clone.run('npm', ['start']);
        await untilReady(npm, startMilliseconds);
        npm.signal('SIGKILL');
        await npm.ended;
        await nothingLeft();
      },
      startMilliseconds,
    );

    it(
      'ends with code 1 and one line when an app dies',
      async () => {
        const program = await started();
        const gateway = (await clone.processes()).find((line) => line.includes('dist/bundle/gateway.js'));
        process.kill(Number.parseInt(gateway ?? '', 10), 'SIGKILL');
        expect(await program.ended).toBe(1);
        expect(program.errors()).toEqual([expect.stringContaining('The gateway app ended by itself')]);
        await nothingLeft();
      },
      startMilliseconds,
    );
  });

  describe('says in one line what keeps it from starting:', () => {
    afterEach(() => nothingLeft());

    it('a taken port', async () => {
      const server = await listen(port);
      const { code, errors } = await refusal();
      server.close();
      expect(code).toBe(1);
      expect(errors).toEqual([expect.stringMatching(new RegExp(`^PORT.*${port}.*taken`))]);
    }, 180_000);

    it('wrong variables, one line each', async () => {
      const { code, errors } = await refusal({ LOG_LEVEL: 'loud', ACCESS_TOKEN_MINUTES: 'soon' });
      expect(code).toBe(1);
      expect(errors.sort()).toEqual([
        expect.stringMatching(/^ACCESS_TOKEN_MINUTES /),
        expect.stringMatching(/^LOG_LEVEL /),
      ]);
    }, 180_000);

    it('services that do not answer, one line each, without their passwords', async () => {
      const { code, errors, milliseconds } = await refusal({
        DATABASE_URL: 'postgresql://docket:hush@127.0.0.1:1/docket',
        REDIS_URL: 'redis://:hush@127.0.0.1:1',
        RABBITMQ_URL: 'amqp://docket:hush@127.0.0.1:1',
      });
      expect(code).toBe(1);
      expect(errors.sort()).toEqual([
        expect.stringMatching(/^DATABASE_URL/),
        expect.stringMatching(/^RABBITMQ_URL/),
        expect.stringMatching(/^REDIS_URL/),
      ]);
      expect(errors.join()).not.toContain('hush');
      expect(milliseconds).toBeLessThan(refusalMilliseconds);
    }, 180_000);

    it('a database that accepts the connection and then says nothing', async () => {
      const silent = await listen();
      const { port: silentPort } = silent.address() as AddressInfo;
      const { code, errors, milliseconds } = await refusal({
        DATABASE_URL: `postgresql://docket@127.0.0.1:${silentPort}/docket`,
      });
      silent.close();
      expect(code).toBe(1);
      expect(errors).toEqual([expect.stringMatching(/^DATABASE_URL/)]);
      expect(milliseconds).toBeLessThan(refusalMilliseconds);
    }, 180_000);

    const data = (...path: string[]): string => join(clone.folder, '.docket/postgres', ...path);

    it('a data folder without a version', async () => {
      await rename(data('PG_VERSION'), data('away'));
      const { code, errors } = await refusal();
      await rename(data('away'), data('PG_VERSION'));
      expect(code).toBe(1);
      expect(errors).toEqual([expect.stringMatching(/\.docket\/postgres.*PG_VERSION is missing.*remove it/)]);
    }, 180_000);

    it('a data folder of another PostgreSQL', async () => {
      const version = await readFile(data('PG_VERSION'), 'utf8');
      await writeFile(data('PG_VERSION'), '9\n');
      const { code, errors } = await refusal();
      await writeFile(data('PG_VERSION'), version);
      expect(code).toBe(1);
      expect(errors).toEqual([expect.stringMatching(/\.docket\/postgres was made by PostgreSQL 9,/)]);
    }, 180_000);

    it('a data folder that PostgreSQL refuses', async () => {
      await rename(data('global/pg_control'), data('away'));
      const { code, errors } = await refusal();
      await rename(data('away'), data('global/pg_control'));
      expect(code).toBe(1);
      expect(errors).toEqual([
        expect.stringMatching(/does not start on .*\.docket\/postgres: .*could not find the database system/),
      ]);
    }, 180_000);

    it(
      'a part that does not build, which ends the builds of the others as well',
      async () => {
        await clone.append('prisma/schema.prisma', 'model Broken {}\n');
        await clone.append('apps/web/src/main.tsx', '// changed\n');
        const program = clone.launch();
        expect(await program.ended).toBe(1);
        expect(await clone.processes()).toEqual([]);
        expect(program.output()).toContain('Building the web client');
        expect(program.output().match(/^The build failed.*/gm)).toEqual([
          'The build failed (npm run generate).',
        ]);
        await clone.restore();
      },
      buildMilliseconds,
    );

    it(
      'nothing, when Ctrl-C comes while it builds',
      async () => {
        await clone.append('libs/common/src/index.ts', '// changed\n');
        const program = clone.launch();
        await eventually(() => program.output().includes('Building the programs'), {
          within: buildMilliseconds,
        });
        program.interrupt();
        expect({ code: await program.ended, errors: program.errors() }).toEqual({ code: 0, errors: [] });
        await clone.restore();
      },
      buildMilliseconds,
    );

    it(
      'and starts when all is well again, with the data it had, and ends with code 0 when asked to',
      async () => {
        const program = await started();
        expect(await appointments(base, await signIn(base, patient))).toHaveLength(1);
        program.signal('SIGTERM');
        expect(await program.ended).toBe(0);
      },
      buildMilliseconds,
    );
  });

  describe('npm run db:migrate', () => {
    const migrate = async (variables: NodeJS.ProcessEnv) => {
      const program = clone.run('npm', ['run', '--silent', 'db:migrate'], variables);
      return { code: await program.ended, errors: program.errors(), output: program.output() };
    };

    it(
      'brings a database up to date',
      async () => {
        const empty = await createEmptyDatabase();
        const first = await migrate({ DATABASE_URL: empty.url });
        expect(first).toMatchObject({ code: 0, errors: [] });
        expect(first.output).toMatch(/^applied \d{14}_\w+$/m);
        const second = await migrate({ DATABASE_URL: empty.url });
        expect(second).toEqual({ code: 0, errors: [], output: 'up to date\n' });
        await empty.drop();
      },
      buildMilliseconds,
    );

    it('says in one line why not', async () => {
      const unnamed = await migrate({});
      expect(unnamed.code).toBe(1);
      expect(unnamed.errors).toEqual([expect.stringMatching(/^DATABASE_URL is missing/)]);
      const unreachable = await migrate({ DATABASE_URL: 'postgresql://docket:hush@127.0.0.1:1/docket' });
      expect(unreachable.code).toBe(1);
      expect(unreachable.errors).toEqual([expect.stringMatching(/^DATABASE_URL: no PostgreSQL/)]);
    }, 180_000);
  });

  describe('npm run dev', () => {
    const source = (): string => join(clone.folder, 'apps/gateway/src/bootstrap.ts');
    const gateway = async (): Promise<string | undefined> =>
      (await clone.processes()).find((line) => line.includes('dist/apps/gateway/src/main.js'));

    it(
      'restarts the apps after a change, not after one that does not compile, and leaves no orphan when killed',
      async () => {
        const program = clone.launch({}, '--watch');
        await untilReady(program, buildMilliseconds);
        const compilations = () => program.output().match(/Found \d+ errors?/g)?.length ?? 0;
        await eventually(() => compilations() === 1, { within: buildMilliseconds });
        const before = await gateway();

        const good = await readFile(source(), 'utf8');
        await writeFile(source(), `${good}\nexport const wrong: number = 'text';\n`);
        await eventually(() => compilations() === 2, { within: buildMilliseconds });
        expect(await gateway()).toBe(before);

        await writeFile(source(), `${good}\nexport const right = 'text';\n`);
        await eventually(async () => (await gateway()) !== before, { within: buildMilliseconds });
        await eventually(async () => (await fetch(`${base}/health/ready`)).status === 200, {
          within: startMilliseconds,
        });
        expect(program.output()).toContain('Restarting');
        await writeFile(source(), good);

        program.signal('SIGKILL');
        await program.ended;
        await nothingLeft();
      },
      2 * buildMilliseconds,
    );
  });
});
