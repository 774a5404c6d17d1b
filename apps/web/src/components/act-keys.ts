import { useState } from 'react';

export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/**
 * Idempotency keys: one for each thing that the reader means to do, the same for every try, so that a double tap or a
 * lost connection does it once.
 */
export function useActKeys(): (intention: string) => string {
  const [keys] = useState(() => new Map<string, string>());
  return (intention) => {
    const key = keys.get(intention) ?? newKey();
    keys.set(intention, key);
    return key;
  };
}
