import { useLayoutEffect, useState } from 'react';
import { history, useUrl } from '../../../routing/location.js';

function tokenIn({ hash }: URL): string | undefined {
  const token = new URLSearchParams(hash.slice(1)).get('token');
  return token === null || token === '' ? undefined : token;
}

/**
 * The secret of the link that led here. It goes from behind the `#` into memory and out of the address: no history, no
 * bookmark and no shared screen keeps it.
 */
export function useLinkToken(): string | undefined {
  const url = useUrl();
  const given = tokenIn(url);
  const [token, setToken] = useState(given);
  // Another link, opened in the same tab, changes nothing but the hash.
  if (given !== undefined && given !== token) setToken(given);
  useLayoutEffect(() => {
    if (given !== undefined) history.replace(url.pathname + url.search, history.location.state);
  }, [given, url]);
  return token;
}
