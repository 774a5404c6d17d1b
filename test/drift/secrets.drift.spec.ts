import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What keys and tokens look like, by the services that give them out. */
const shapes: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/],
  ['an AWS key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_\w{36,}|github_pat_\w{60,})\b/],
  ['an npm token', /\bnpm_\w{36}\b|_authToken=[\w-]{20,}/],
  ['a Slack token', /\bxox[abprs]-[\w-]{20,}/],
  ['a Google key', /\bAIza[\w-]{35}\b/],
  ['a Stripe key', /\b[rs]k_live_\w{20,}/],
  ['a signed JWT', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{40,}/],
  ['a value for a secret', /^[ \t]*(?:export +)?(?:JWT_SECRET|\w*_PASSWORD)=["']?[^\s$"'#<(][^\s$]{7,}/m],
];

const findings = (text: string): string[] =>
  shapes.filter(([, shape]) => shape.test(text)).map(([what]) => what);

const isText = (bytes: Buffer): boolean => !bytes.subarray(0, 8000).includes(0);

it('SECURITY 34: no file of the repository holds a secret', () => {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .split('\0')
    .filter((file) => file !== '');
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) => {
    const bytes = readFileSync(file);
    return isText(bytes) ? findings(bytes.toString('utf8')).map((what) => `${file}: ${what}`) : [];
  });
  expect(found).toEqual([]);
});

it('SECURITY 34: the search finds what it is for', () => {
  const key = ['-----BEGIN', 'RSA', 'PRIVATE', 'KEY-----'].join(' ');
  const samples = [
    key,
    `AKIA${'A'.repeat(16)}`,
    `ghp_${'a'.repeat(36)}`,
    `npm_${'a'.repeat(36)}`,
    ['JWT_SECRET', '0123456789abcdef'.repeat(2)].join('='),
  ];
  for (const sample of samples)
    expect({ sample, found: findings(sample).length }).toEqual({ sample, found: 1 });
});
