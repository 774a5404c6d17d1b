import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appOf, deletesByName, owners, writtenByTriggers } from './table-owners.js';

const root = join(import.meta.dirname, '../..');
const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');

/** The table of each model, by the model's name in Prisma's client */
const tables = new Map(
  [...schema.matchAll(/^model (\w)(\w*) \{[^]*?^ +@@map\("(\w+)"\)/gm)].map(
    ([, first = '', rest = '', table = '']) => [first.toLowerCase() + rest, table],
  ),
);

const sql = [
  /\bINSERT INTO\s+"?(\w+|\$\{)/g,
  /\bDELETE FROM\s+"?(\w+|\$\{)/g,
  /\bMERGE INTO\s+"?(\w+|\$\{)/g,
  /\bUPDATE\s+"?(\w+|\$\{)(?=[^`]*?\bSET\b)/g,
];
const prisma =
  /\.(\w+)\s*\.(?:create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)\(/g;
/** Words that follow UPDATE without being a table: of locks and of ON CONFLICT */
const notTables = new Set(['SET', 'OF', 'SKIP', 'NOWAIT']);

/** The tables that a source writes, and `${` for one that it names at run time. */
function written(source: string): string[] {
  const bySql = sql.flatMap((pattern) => [...source.matchAll(pattern)].map(([, table = '']) => table));
  const byPrisma = [...source.matchAll(prisma)].map(([, model = '']) => tables.get(model));
  return [...bySql.filter((table) => !notTables.has(table)), ...byPrisma].filter(
    (table) => table !== undefined,
  );
}

const writes = ['libs', 'apps/gateway/src', 'apps/notifications/src']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|\/generated\//.test(file))
  .flatMap((file) =>
    written(readFileSync(join(root, file), 'utf8')).map((table) => ({
      file,
      writer: file.split('/').slice(0, 2).join('/'),
      table,
    })),
  );

const ownerOf = (table: string): string | undefined =>
  Object.keys(owners).find((lib) => owners[lib]?.includes(table));

it('every table has one owner', () => {
  expect(Object.values(owners).flat().sort()).toEqual([...tables.values()].sort());
});

it('a lib writes its own tables only', () => {
  const others = writes.filter(({ file, writer, table }) => {
    if (table === '${') return file !== deletesByName;
    const owner = ownerOf(table);
    return owner === undefined || (writer !== owner && writer !== appOf[owner]);
  });
  expect(others.map(({ file, table }) => `${file} writes ${table}`)).toEqual([]);
});

it('the statements that write are seen: those of every table', () => {
  const seen = new Set(writes.map(({ table }) => table));
  expect(
    [...tables.values()].filter((table) => !seen.has(table) && !writtenByTriggers.includes(table)),
  ).toEqual([]);
});
