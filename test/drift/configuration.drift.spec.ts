import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { configurationTable, envExample, loadEnv, variables } from '#libs/config';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
const hint = 'Run: npm run generate:configuration';

it(`.env.example is what the code says. ${hint}`, () => {
  expect(read('.env.example')).toBe(envExample());
});

it(`docs/configuration.md is what the code says. ${hint}`, () => {
  const [, table] =
    /<!-- configuration -->\n([\s\S]*?)<!-- \/configuration -->/.exec(read('docs/configuration.md')) ?? [];
  expect(table?.trim()).toBe(configurationTable());
});

describe('.env.example', () => {
  const text = read('.env.example');

  it('sets nothing as it stands', () => {
    expect(parseEnv(text)).toEqual({});
  });

  it('has every variable once', () => {
    const names = [...text.matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(names).toEqual(Object.keys(variables));
  });

  it('says what is so anyhow, but for the secret, which no two clinics may share', () => {
    const given = parseEnv(text.replace(/^#(?=[A-Z_]+=)/gm, ''));
    expect(given.JWT_SECRET).toBe('');
    const needed = { DATABASE_URL: given.DATABASE_URL ?? '', JWT_SECRET: 'x'.repeat(32) };
    const defaults = loadEnv(needed);
    const uncommented = loadEnv({ ...given, ...needed });
    for (const [name, value] of Object.entries(defaults)) {
      const isPreset = value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
      if (isPreset)
        expect({ [name]: uncommented[name as keyof typeof uncommented] }).toEqual({ [name]: value });
    }
  });
});

it('every variable says what it is for', () => {
  for (const { desc } of Object.values(variables)) expect(desc).toMatch(/^\S.*\.$/);
});
