import { useState } from 'react';

type Keys = Readonly<Record<string, string>>;

/** Where the keys of unanswered requests are kept */
interface KeyStore {
  readonly read: () => Keys;
  readonly write: (keys: Keys) => void;
}

export interface RequestKeys {
  /** The `Idempotency-Key` of a request: the same for every try, so that a double tap or a lost answer does it once */
  readonly keyFor: (request: unknown) => string;
  /** The request has its final answer: the same one again is a new act, with a new key. */
  readonly answered: (request: unknown) => void;
}

/** 128 random bits. `crypto.randomUUID` is missing on pages without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const nameOf = (request: unknown): string =>
  typeof request === 'string' ? request : JSON.stringify(request);

/** Keys that last as long as the store. */
export function requestKeys({ read, write }: KeyStore): RequestKeys {
  return {
    keyFor: (request) => {
      const name = nameOf(request);
      const known = read()[name];
      if (known !== undefined) return known;
      const key = newKey();
      write({ ...read(), [name]: key });
      return key;
    },
    answered: (request) => {
      const name = nameOf(request);
      write(Object.fromEntries(Object.entries(read()).filter(([each]) => each !== name)));
    },
  };
}

function keysInMemory(): RequestKeys {
  let keys: Keys = {};
  return requestKeys({
    read: () => keys,
    write: (next) => {
      keys = next;
    },
  });
}

/** Keys that last as long as the component. */
export function useRequestKeys(): RequestKeys {
  const [keys] = useState(keysInMemory);
  return keys;
}
