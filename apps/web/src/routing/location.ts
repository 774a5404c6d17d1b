import { createBrowserHistory, useRouterState, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

/** The one history that the router and everything here share. */
export const history = createBrowserHistory();

let movedInside = false;

/** Parameters are text: what looks like a number or like JSON stays as it was typed. */
export const parseSearch = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search));

export function stringifySearch(search: Record<string, unknown>): string {
  const text = new URLSearchParams(search as Record<string, string>).toString();
  return text === '' ? '' : `?${text}`;
}

/** The address of the view. Filters, date and choices live in it, so that reload, back and share work. */
export function useUrl(): URL {
  // Of the view that is on show: while the next one is being loaded, it is not yet that of the router.
  const search = stringifySearch(useSearch({ strict: false }));
  // The router's own path begins below the base, the address that is navigated to does not.
  const path = useRouterState({
    select: ({ location }) => new URL(location.publicHref, window.location.origin).pathname,
  });
  const hash = useRouterState({ select: ({ location }) => location.hash });
  return useMemo(() => {
    const url = new URL(path, window.location.origin);
    url.search = search;
    url.hash = hash;
    return url;
  }, [path, search, hash]);
}

/** Shows another address. `from` remembers the search it was left for, across reloads too. */
export function navigate(
  to: string,
  { replace = false, from }: { replace?: boolean; from?: string } = {},
): void {
  const target = new URL(to, window.location.href);
  const isNewPage = target.pathname !== history.location.pathname;
  const state = isNewPage ? { from } : history.location.state;
  movedInside = true;
  history[replace ? 'replace' : 'push'](target.pathname + target.search + target.hash, state);
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
  const state: object = history.location.state;
  return 'from' in state && typeof state.from === 'string' ? state.from : undefined;
}

/** Whether the reader came to this view from another one, so that the focus has to follow. */
export const hasMoved = (): boolean => movedInside;

const base = import.meta.env.BASE_URL;

/** Only a path inside the page: what an address claims to lead back to may come from anywhere. */
export function insidePath(path: string | null): string | undefined {
  if (path?.startsWith(base) !== true) return undefined;
  const target = new URL(path, window.location.origin);
  return target.origin === window.location.origin && target.pathname.startsWith(base)
    ? target.pathname + target.search
    : undefined;
}

/** The pages on which one signs in: no one wants to come back to these. */
export const isWayIn = ({ pathname }: URL): boolean =>
  [`${base}sign-in`, `${base}register`].includes(pathname);

/** What signing in should lead on to from an address: the address itself, or what its page already leads on to. */
export function wantedFrom(url: URL): string | undefined {
  const wanted = insidePath(isWayIn(url) ? url.searchParams.get('next') : url.pathname + url.search);
  return wanted !== undefined && isWayIn(new URL(wanted, url)) ? undefined : wanted;
}

export const addresses = {
  search: base,
  doctor: (id: number): string => `${base}doctors/${id}`,
  booking: `${base}book`,
  /** Step 3 of booking: who, why, and the slot that is held meanwhile */
  book: (slot: {
    doctorId: number;
    visitTypeId?: number | undefined;
    /** In place of a visit type: the doctor's first one of this kind */
    mode?: string | undefined;
    start: string;
  }): string => {
    const query = new URLSearchParams({ doctor: String(slot.doctorId), start: slot.start });
    if (slot.visitTypeId !== undefined) query.set('visitType', String(slot.visitTypeId));
    if (slot.mode !== undefined && slot.mode !== '') query.set('mode', slot.mode);
    return `${base}book?${query.toString()}`;
  },
  appointments: `${base}appointments`,
  pastAppointments: `${base}appointments?tab=past`,
  appointment: (id: number): string => `${base}appointments/${id}`,
  moveAppointment: (id: number): string => `${base}appointments/${id}/move`,
  moveFollowing: (id: number): string => `${base}appointments/${id}/move-following`,
  cancelAppointment: (id: number): string => `${base}appointments/${id}/cancel`,
  account: `${base}account`,
  accountSection: (section: string): string => `${base}account/${section}`,
  inbox: `${base}messages`,
  signIn: (next?: string): string =>
    next === undefined ? `${base}sign-in` : `${base}sign-in?next=${encodeURIComponent(next)}`,
  register: (next?: string): string =>
    next === undefined ? `${base}register` : `${base}register?next=${encodeURIComponent(next)}`,
  forgotPassword: `${base}forgot-password`,
  /** A doctor's own pages */
  today: `${base}today`,
  week: `${base}week`,
  availability: `${base}availability`,
  timeOff: `${base}time-off`,
  /** The front desk's */
  board: `${base}board`,
  moveDay: (doctorId: number, date: string): string => `${base}board/move?doctor=${doctorId}&date=${date}`,
  patients: `${base}patients`,
  patient: (id: number): string => `${base}patients/${id}`,
  correctPatient: (id: number): string => `${base}patients/${id}/correct`,
  deathOfPatient: (id: number): string => `${base}patients/${id}/death`,
  mergePatient: (id: number, from?: number): string =>
    `${base}patients/${id}/merge${from === undefined ? '' : `?from=${from}`}`,
  waitlist: `${base}waitlist`,
  waitlistEntry: (id: number): string => `${base}waitlist/${id}`,
  reports: `${base}reports`,
  admin: `${base}admin`,
};
