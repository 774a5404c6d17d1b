import { useSyncExternalStore } from 'react';
import { type TimedHold } from '../../../api/holds.js';
import { onForget } from '../../../api/http/session.js';
import { requestKeys } from '../../../api/http/request-key.js';

/** What is kept of a booking, over steps, reloads and other times, until it is done or the user signs out. */
export interface Draft {
  /** The user who has typed it */
  readonly owner?: number;
  /** A dependant; left out, the visit is for the user */
  readonly patientId?: number | undefined;
  readonly reason: string;
  readonly consent: boolean;
  /** `slot` is what is held and for which patient, as text */
  readonly held?: (TimedHold & { readonly slot: string }) | undefined;
  /** Idempotency keys of requests whose answer is not known yet */
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

/** What another user typed into this tab before is not shown. */
export function claimDraft(owner: number): void {
  if (draft.owner !== owner) write({ ...(draft.owner === undefined ? draft : empty), owner });
}

/** A new beginning, once the visit is booked. */
export function finishDraft(booked: Draft['booked']): void {
  write({ ...empty, ...(draft.owner !== undefined && { owner: draft.owner }), booked });
}

/** Keys that outlast a reload, as the draft does. */
export const { keyFor, answered } = requestKeys({
  read: () => draft.keys,
  write: (keys) => {
    changeDraft({ keys });
  },
});

/** Whether the request was sent, and no answer came. */
export const isUnanswered = ({ keys }: Draft, request: string): boolean => keys[request] !== undefined;
