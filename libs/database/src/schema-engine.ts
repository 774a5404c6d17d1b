import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Client, Pool } from 'pg';
import { folderWith } from '#libs/common';

/** Node has it; the types of Node 20 do not say so. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, Record<string, unknown>>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const noFilters = { externalTables: [], externalEnums: [] };

/** The folder that holds `schema.prisma` and `migrations`, seen from the sources as well as from `dist`. */
function prismaFolder(): string {
  const folder = folderWith('prisma/schema.prisma', import.meta.dirname);
  if (folder === undefined) throw new Error('prisma/schema.prisma is not to be found above the program.');
  return join(folder, 'prisma');
}

async function readMigrations(folder: string): Promise<engine.MigrationList> {
  const baseDir = join(folder, 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: await readFile(join(baseDir, path, 'migration.sql'), 'utf8') },
      },
    })),
  );
  const lock = 'migration_lock.toml';
  return {
    baseDir,
    lockfile: { path: lock, content: await readFile(join(baseDir, lock), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}

/** What the engine calls. It sets a timer for its lock and never clears it, which must not keep a process from ending. */
const imports = (): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(engine).map(([name, value]) => [
      name,
      name.startsWith('__wbg_setTimeout')
        ? (work: () => void, milliseconds: number) => setTimeout(work, milliseconds).unref()
        : value,
    ]),
  );

let instantiated: Promise<void> | undefined;

/** The WebAssembly module is one per process; it is loaded when first needed. */
function instantiate(): Promise<void> {
  instantiated ??= (async () => {
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
    const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports() });
    engine.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
  })();
  return instantiated;
}

/** SQLSTATE of a table that is not there */
const noSuchTable = '42P01';

/** Whether the engine would find nothing to do, by the book that it keeps: loading it takes longer than looking. */
async function areApplied(
  databaseUrl: string,
  { migrationDirectories }: engine.MigrationList,
): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
    );
    const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
    const isApplied = ({ path, migrationFile: { content } }: engine.MigrationDirectory) =>
      content.tag === 'ok' && applied.get(path) === createHash('sha256').update(content.value).digest('hex');
    return rows.every(({ finished }) => finished) && migrationDirectories.every(isApplied);
  } catch (error) {
    if ((error as { code?: string }).code === noSuchTable) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function withEngine<T>(
  databaseUrl: string,
  schema: string,
  work: (schemaEngine: engine.SchemaEngine) => Promise<T>,
): Promise<T> {
  await instantiate();
  // A pool of our own, because the engine leaves its connection open, and with it Prisma's lock on migrations.
  const pool = new Pool({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 });
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool)),
  );
  try {
    return await work(schemaEngine);
  } finally {
    schemaEngine.free();
    await pool.end();
  }
}

/**
 * Applies the migrations that a database does not have yet, by Prisma's own engine compiled to WebAssembly,
 * and keeps `_prisma_migrations` exactly as `prisma migrate deploy` does.
 *
 * @returns the names of the migrations that were applied, none when the database was up to date
 */
export async function applyMigrations(databaseUrl: string): Promise<readonly string[]> {
  const folder = prismaFolder();
  const migrationsList = await readMigrations(folder);
  if (await areApplied(databaseUrl, migrationsList)) return [];
  return withEngine(
    databaseUrl,
    await readFile(join(folder, 'schema.prisma'), 'utf8'),
    async (schemaEngine) => {
      const { appliedMigrationNames } = await schemaEngine.applyMigrations({
        migrationsList,
        filters: noFilters,
      });
      return appliedMigrationNames;
    },
  );
}

/**
 * The SQL that builds an empty database as `schema.prisma` describes it: what the migrations are checked against.
 * It lacks what Prisma cannot say, such as extensions and exclusion constraints.
 *
 * @param databaseUrl any PostgreSQL database; nothing in it is read or changed
 */
export async function schemaSql(databaseUrl: string): Promise<string> {
  const path = join(prismaFolder(), 'schema.prisma');
  const content = await readFile(path, 'utf8');
  return withEngine(databaseUrl, content, async (schemaEngine) => {
    const { stdout } = await schemaEngine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path, content }] },
      script: true,
      exitCode: null,
      filters: noFilters,
    });
    return stdout ?? '';
  });
}
