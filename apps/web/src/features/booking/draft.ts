import { useSyncExternalStore } from 'react';
import { type TimedHold } from '../../api/holds.js';
import { onForget } from '../../api/session.js';
import { newKey } from '../../components/act-keys.js';

/** What is kept of a booking that has begun: over steps, reloads and other times, until it is done or somebody signs out. */
export interface Draft {
  /** Who has typed it */
  readonly owner?: number;
  /** A dependant; left out, the visit is for whoever books */
  readonly patientId?: number | undefined;
  readonly reason: string;
  readonly consent: boolean;
  /** `wish` is what is held, as text */
  readonly held?: (TimedHold & { readonly wish: string }) | undefined;
  /** Idempotency keys of acts whose outcome is not known yet */
  readonly keys: Readonly<Record<string, string>>;
  readonly booked?: { readonly slot: string; readonly appointmentId: number } | undefined;
}

const storageKey = 'docket.booking';
const empty: Draft = { reason: '', consent: false, keys: {} };

function read(): Draft {
  try {
    const text = window.sessionStorage.getItem(storageKey);
    return text === null ? empty : { ...empty, ...(JSON.parse(text) as Partial<Draft>) };
  } catch {
    return empty;
  }
}

let draft = read();
const listeners = new Set<() => void>();

function write(next: Draft): void {
  draft = next;
  try {
    window.sessionStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Without storage it lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

onForget(() => {
  write(empty);
});

export const currentDraft = (): Draft => draft;

export const useDraft = (): Draft => useSyncExternalStore(subscribe, currentDraft);

export function changeDraft(changes: Partial<Draft>): void {
  write({ ...draft, ...changes });
}

/** What somebody else typed into this tab before is nobody's business. */
export function claimDraft(owner: number): void {
  if (draft.owner !== owner) write({ ...(draft.owner === undefined ? draft : empty), owner });
}

/** A new beginning, once the visit is booked. */
export function finishDraft(booked: Draft['booked']): void {
  write({ ...empty, ...(draft.owner !== undefined && { owner: draft.owner }), booked });
}

/** The same key for the same act until {@link settle} says how it ended, so that it is done once however often it is asked for. */
export function keyOf(act: string): string {
  const key = draft.keys[act] ?? newKey();
  if (draft.keys[act] === undefined) changeDraft({ keys: { ...draft.keys, [act]: key } });
  return key;
}

export function settle(act: string): void {
  changeDraft({ keys: Object.fromEntries(Object.entries(draft.keys).filter(([each]) => each !== act)) });
}

/** Whether it was asked for, and no answer came. */
export const isUnsettled = ({ keys }: Draft, act: string): boolean => keys[act] !== undefined;
