import { useRef } from 'react';

/** Random enough that no two requests of anybody share it; works on pages without TLS too. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface RequestKeys {
  /** The same key for the same request until something succeeded, so that a second try is no second act */
  keyFor: (request: unknown) => string;
  succeeded: () => void;
}

/** The `Idempotency-Key` of what somebody is about to do. */
export function useRequestKey(): RequestKeys {
  const keys = useRef(new Map<string, string>());
  return {
    keyFor: (request) => {
      const text = JSON.stringify(request);
      const key = keys.current.get(text) ?? newKey();
      keys.current.set(text, key);
      return key;
    },
    succeeded: () => {
      keys.current.clear();
    },
  };
}
