import { type Env } from './env.js';

const leastBits = 128;
const leastPasswordLength = 8;

/** What stands in examples, images and tutorials. */
const familiarSecret = /change.?me|secret|password|example|default|docket|placeholder/i;
const familiarPassword =
  /^(?:postgres|postgresql|guest|admin|root|redis|rabbitmq|docket|user|test|secret|password|passw0rd|change.?me|example|default|12345678\d*|qwerty\w*|letmein\w*)\d{0,4}!?$/i;

/** The shortest beginning that, repeated, makes the whole. */
const unrepeated = (secret: string): string => /^(.+?)\1+.?$/s.exec(secret)?.[1] ?? secret;

/** How much there is to guess at most: what each character tells, times their number (Shannon). */
function bitsOf(given: string): number {
  const secret = unrepeated(given);
  const counts = new Map<string, number>();
  for (const character of secret) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / secret.length);
  return -secret.length * shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}

function secretComplaint(secret: string): string | undefined {
  if (familiarSecret.test(secret)) return 'holds a word that stands in examples: make a random one';
  if (bitsOf(secret) < leastBits) return 'is too easy to guess: make a random one';
  return undefined;
}

/** @param url of a service; a login that it does not have is checked by the service */
function loginComplaint(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const { username, password: encoded } = new URL(url);
  if (encoded === '') return undefined;
  const password = decodeURIComponent(encoded);
  const isWeak =
    password.length < leastPasswordLength ||
    familiarPassword.test(password) ||
    password.toLowerCase() === decodeURIComponent(username).toLowerCase();
  return isWeak ? 'has a password that is easily guessed: make a random one' : undefined;
}

function brokerComplaint(url: string | undefined): string | undefined {
  // Without a login, the client takes guest and guest.
  if (url !== undefined && ['', 'guest'].includes(new URL(url).username)) {
    return 'signs in as guest: make a user of its own';
  }
  return loginComplaint(url);
}

/** What is fine on a developer's machine and not where patients are: the variable and what is wrong with it. */
export function productionComplaints({ ...env }: Partial<Env>): readonly (readonly [keyof Env, string])[] {
  if (env.NODE_ENV !== 'production') return [];
  const { JWT_SECRET: secret, JWT_PREVIOUS_SECRETS: previous = [], TRUST_PROXY: proxies = [] } = env;
  const found: readonly (readonly [keyof Env, string | undefined])[] = [
    ['DATABASE_URL', loginComplaint(env.DATABASE_URL)],
    ['DATABASE_DIRECT_URL', loginComplaint(env.DATABASE_DIRECT_URL)],
    ['MIGRATION_DATABASE_URL', loginComplaint(env.MIGRATION_DATABASE_URL)],
    ['REDIS_URL', loginComplaint(env.REDIS_URL)],
    ['REDIS_STATE_URL', loginComplaint(env.REDIS_STATE_URL)],
    ['RABBITMQ_URL', brokerComplaint(env.RABBITMQ_URL)],
    ['SMTP_URL', loginComplaint(env.SMTP_URL)],
    ['SMS_SECRET', env.SMS_SECRET === undefined ? undefined : secretComplaint(env.SMS_SECRET)],
    ['SMS_URL', env.SMS_URL?.startsWith('http:') === true ? 'must be https where patients are' : undefined],
    ['JWT_SECRET', secret === undefined ? undefined : secretComplaint(secret)],
    ['JWT_PREVIOUS_SECRETS', previous.map(secretComplaint).find((complaint) => complaint !== undefined)],
    ['RATE_LIMITS', env.RATE_LIMITS === 'off' ? 'cannot be off where patients are' : undefined],
    [
      'TRUST_PROXY',
      proxies.some((network) => network.endsWith('/0')) ? 'trusts everybody on the internet' : undefined,
    ],
  ];
  return found.flatMap(([name, complaint]) => (complaint === undefined ? [] : [[name, complaint] as const]));
}
