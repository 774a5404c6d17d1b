import { isIP } from 'node:net';
import { EnvError, makeExactValidator, makeValidator } from 'envalid';

export const secret = makeValidator((input) => {
  if (input.length < 32) throw new EnvError('needs at least 32 characters');
  return input;
});

export const secrets = makeExactValidator<readonly string[]>((input) => {
  const list = input.split(',').map((each) => each.trim());
  if (list.some((each) => each.length < 32)) throw new EnvError('needs at least 32 characters in each');
  return list;
});

export const serviceUrl = (...protocols: string[]) =>
  makeValidator((input) => {
    const found = URL.canParse(input) ? new URL(input).protocol.replace(':', '') : '';
    if (!protocols.includes(found))
      throw new EnvError(`must be a URL that starts with ${protocols.join(':// or ')}://`);
    return input;
  });

export const wholeNumber = (least: number, most: number) =>
  makeValidator((input) => {
    const value = Number(input);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new EnvError(`must be a whole number from ${least} to ${most}`);
    }
    return value;
  });

export const quota = wholeNumber(1, 1_000_000);

/** One of some words; envalid's own check of choices would answer in its own words. */
export const oneOf = <const Word extends string>(...words: readonly Word[]) =>
  makeExactValidator<Word>((input) => {
    const word = words.find((candidate) => candidate === input);
    if (word === undefined) throw new EnvError(`must be one of ${words.join(', ')}`);
    return word;
  });

export const yesOrNo = makeExactValidator<boolean>((input) => {
  if (input !== 'true' && input !== 'false') throw new EnvError('must be true or false');
  return input === 'true';
});

/** A date as `YYYY-MM-DD`. */
export const day = makeValidator((input) => {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(input) && !Number.isNaN(Date.parse(input));
  if (!isDay) throw new EnvError('must be a date such as 2027-06-30');
  return input;
});

export const origins = makeExactValidator<readonly string[]>((input) => {
  const list = input
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
  const wrong = list.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined) throw new EnvError(`"${wrong}" is not an origin such as https://clinic.example`);
  return list;
});

/** So many times in so many seconds. */
export interface Rate {
  readonly quota: number;
  readonly seconds: number;
}

const mostQuota = 1_000_000_000;
const weekSeconds = 7 * 24 * 60 * 60;

export const rate = makeExactValidator<Rate>((input) => {
  const [, quota, seconds] = (/^(\d{1,10})\/(\d{1,6})$/.exec(input) ?? []).map(Number);
  const isRate = quota !== undefined && seconds !== undefined && quota >= 1 && seconds >= 1;
  if (!isRate || quota > mostQuota || seconds > weekSeconds) {
    throw new EnvError('must be a number of times and of seconds, such as 60/3600 for 60 an hour');
  }
  return { quota, seconds };
});

const isNetwork = (entry: string): boolean => {
  const [address = '', bits, ...rest] = entry.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isMask = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return most > 0 && isMask && rest.length === 0;
};

export const networks = makeExactValidator<readonly string[]>((input) => {
  const list = input
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const wrong = list.find((entry) => !isNetwork(entry));
  if (wrong !== undefined)
    throw new EnvError(`"${wrong}" is neither an IP address nor a network such as 10.0.0.0/8`);
  return list;
});

/** Without a slash at the end, so that paths can follow. */
export const site = makeValidator((input) => {
  const isSite =
    URL.canParse(input) && /^https?:$/.test(new URL(input).protocol) && new URL(input).search === '';
  if (!isSite) throw new EnvError('must be an address such as https://docket.clinic.example');
  return input.replace(/\/+$/, '');
});

/** A mailbox as it stands in a mail: an address, with or without a name before it. */
export const mailbox = makeValidator((input) => {
  if (!/^(?:[^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(input))
    throw new EnvError('must be a mailbox such as Docket <no-reply@clinic.example>');
  return input;
});

export const hosts = makeExactValidator<readonly string[]>((input) => {
  const list = input.split(',').map((each) => each.trim().toLowerCase());
  const wrong = list.find((each) => !/^(?:\*\.)?[a-z0-9][a-z0-9.-]*(?::\d{1,5})?$/.test(each));
  if (wrong !== undefined) throw new EnvError(`"${wrong}" is no host such as push.example or *.push.example`);
  return list;
});

export const vapidKey = (length: number) =>
  makeValidator((input) => {
    if (Buffer.from(input, 'base64url').length !== length || !/^[\w-]+$/.test(input))
      throw new EnvError('must be a key as `npx web-push generate-vapid-keys` prints');
    return input;
  });

export const namespace = makeValidator((input) => {
  if (!/^[a-z][a-z0-9_-]{0,30}$/.test(input))
    throw new EnvError('must be 1 to 31 of a-z, 0-9, _ and -, a letter first');
  return input;
});
