import { useMemo, useSyncExternalStore } from 'react';

const navigated = 'docket:navigated';
let movedInside = false;

function subscribe(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  window.addEventListener(navigated, onChange);
  return () => {
    window.removeEventListener('popstate', onChange);
    window.removeEventListener(navigated, onChange);
  };
}

/** The address on show. Filters, date and choices live in it, so that reload, back and share work. */
export function useUrl(): URL {
  const href = useSyncExternalStore(subscribe, () => window.location.href);
  return useMemo(() => new URL(href), [href]);
}

/** Shows another address. `from` remembers the search it was left for, across reloads too. */
export function navigate(
  to: string,
  { replace = false, from }: { replace?: boolean; from?: string } = {},
): void {
  const target = new URL(to, window.location.href);
  const newPage = target.pathname !== window.location.pathname;
  const state: unknown = newPage ? { from } : window.history.state;
  if (replace) window.history.replaceState(state, '', target);
  else window.history.pushState(state, '', target);
  movedInside = true;
  if (newPage) window.scrollTo(0, 0);
  window.dispatchEvent(new Event(navigated));
}

/** The present address with some query parameters set, or dropped where the value is empty. */
export function withParams(url: URL, changes: Record<string, string | undefined>): string {
  const next = new URL(url);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.searchParams.delete(name);
    else next.searchParams.set(name, value);
  }
  return next.pathname + next.search;
}

/** The address that {@link navigate} was told to remember for this page. */
export function rememberedFrom(): string | undefined {
  const state: unknown = window.history.state;
  if (typeof state !== 'object' || state === null || !('from' in state)) return undefined;
  return typeof state.from === 'string' ? state.from : undefined;
}

/** Whether the reader came to this view from another one, so that the focus has to follow. */
export const hasMoved = (): boolean => movedInside;

const base = import.meta.env.BASE_URL;

export const addresses = {
  search: base,
  doctor: (id: number): string => `${base}doctors/${id}`,
  forgotPassword: `${base}forgot-password`,
};
