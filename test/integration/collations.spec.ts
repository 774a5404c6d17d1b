import { foldedSpellings, usernameKey } from '#libs/common';
import { applyMigrations } from '#libs/database';
import { aDoctor, aLocation, aUser } from '../support/clinic.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { withPostgres } from '../support/run/connections.js';

/** Texts of many scripts, forms and cases. */
const texts = [
  ...[
    'Müller',
    'MÜLLER',
    'Mu\u0308ller',
    'Jörg  Ångström',
    'Straße',
    'GROẞ',
    'Søren Ærø',
    'Łukasz Đoković',
    'Œuvre',
  ],
  ...[
    'Иван ИВАНОВ',
    'Фёдор',
    'Андрей',
    'ΝΙΚΟΣ',
    'Νίκος',
    'IŞIK ışık İzmir',
    'Þór',
    'Ħamrun',
    'ﬁscher Ｄｏｃ',
  ],
  ...['مُحَمَّد', 'محـــمد أحمد', 'فاطمة علی', '٠١٧١ ۰۱۷۱', 'שָׁלוֹם', '王伟', '김민수', 'がき', 'हिन्दी', 'Nguyễn'],
  ...['O’Brien', "O'Brien", ' \u00a0Ada\u200b\tLovelace\u2028', 'a%b_c\\d', '', 'robin@example.org', '😀'],
];

describe.each([
  ['C', "LC_COLLATE 'C' LC_CTYPE 'C'"],
  ['C.UTF-8', "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"],
  ['ICU', "LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' LC_COLLATE 'C' LC_CTYPE 'C'"],
])('R16: a database with the collation %s', (_, options) => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await createEmptyDatabase('template0', `ENCODING 'UTF8' ${options}`);
    await applyMigrations(db.url);
  }, 180_000);

  afterAll(() => db.drop());

  it('folds as the search does', async () => {
    const { rows } = await withPostgres(db.url, (client) =>
      client.query<{ folded: string }>('SELECT search_text(t) AS folded FROM unnest($1::text[]) AS t', [
        texts,
      ]),
    );
    expect(rows.map(({ folded }) => folded)).toEqual(texts.map((text) => foldedSpellings(text).join(' ')));
  });

  it('makes one key of what is one address, and keeps those apart that were two', async () => {
    const lines = texts.map((text) => text.normalize('NFKC').trim());
    const { rows } = await withPostgres(db.url, (client) =>
      client.query<{ key: string }>('SELECT text_key(t) AS key FROM unnest($1::text[]) AS t', [lines]),
    );
    expect(rows.map(({ key }) => key)).toEqual(lines.map(usernameKey));
    const email = 'Müller@example.org';
    const { id } = await aUser(db.database, { username: 'mueller', email });
    const again = { username: 'other', password: 'x' };
    for (const same of [email.toLowerCase(), email.toUpperCase(), email.normalize('NFD')])
      await expect(db.database.client.user.create({ data: { ...again, email: same } })).rejects.toMatchObject(
        { code: 'P2002' },
      );
    await db.database.client.user.update({ where: { id }, data: { email, emailKey: null } });
    expect(await db.database.client.user.findUniqueOrThrow({ where: { id } })).toMatchObject({
      emailKey: 'müller@example.org',
    });
  });

  it('keeps what people and doctors are found by, whoever writes', async () => {
    const { id } = await aUser(db.database, { username: 'noor' });
    const textOf = async () =>
      (await db.database.client.user.findUniqueOrThrow({ where: { id } })).searchText?.split(' ')[0];
    await db.database.client.user.update({ where: { id }, data: { name: 'Ångström' } });
    expect(await textOf()).toBe('angstrom');
    await db.database.client.user.update({ where: { id }, data: { searchText: 'other' } });
    expect(await textOf()).toBe('angstrom');
    await db.database.client.user.update({ where: { id }, data: { name: null } });
    expect(await textOf()).toBe('noor');
  });

  it('sorts names as a dictionary does', async () => {
    const names = ['ada', 'Ada', 'Ägidius', 'Agnes', 'Zoë', 'Ömer', 'Otto', 'Ивáн', 'zacharias'];
    const { id: locationId } = await aLocation(db.database, { name: 'zz' });
    for (const name of names) await aDoctor(db.database, { name, locationId, visitTypeIds: [] });
    const rows = await db.database.client.doctor.findMany({
      orderBy: { name: 'asc' },
      select: { name: true },
    });
    expect(rows.map(({ name }) => name)).toEqual([
      ...['ada', 'Ada', 'Ägidius', 'Agnes', 'Ömer', 'Otto', 'zacharias', 'Zoë', 'Ивáн'],
    ]);
  });
});
