import { useRef } from 'react';

/** Random enough that no two requests of anybody share it; works on pages without TLS too. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface RequestKeys {
  /** The same key for the same request until it succeeded, so that a second try is no second act */
  keyFor: (request: unknown) => string;
  succeeded: () => void;
}

/** The `Idempotency-Key` of what somebody is about to do. */
export function useRequestKey(): RequestKeys {
  const last = useRef<{ request: string; key: string }>(undefined);
  return {
    keyFor: (request) => {
      const text = JSON.stringify(request);
      if (last.current?.request !== text) last.current = { request: text, key: newKey() };
      return last.current.key;
    },
    succeeded: () => {
      last.current = undefined;
    },
  };
}
