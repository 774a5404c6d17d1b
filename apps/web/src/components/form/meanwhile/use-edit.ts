import { useRef, useState } from 'react';
import { ApiError } from '../../../api/http/problem.js';
import { ChangedMeanwhile, type Ways, type Words } from './changed-meanwhile.js';
import { changesIn, differencesIn, isSame, type Versioned } from './differences.js';

interface EditOptions<T> {
  /** What the form is of, as it was read */
  record: T;
  /** Reads it once more, so that what is kept of it is fresh as well */
  reread: () => Promise<T>;
  words?: Words<T>;
  /** Fills what React keeps of the form */
  fill?: (record: T) => void;
}

export interface Edit<T> {
  /** What the fields begin with; another user's change does not touch them */
  record: T;
  /** The key of the fields: with another number they begin anew. */
  filling: number;
  /**
   * Saves the parts that the user has changed, of the version that the user has seen. What others changed in other parts
   * stays.
   *
   * @param wanted all that the form shows
   * @param send answers what is saved; not called when there is nothing to save
   * @throws ChangedMeanwhile when others changed what the form shows; `ActForm` asks the user then
   */
  save: <R extends T>(
    wanted: Partial<T>,
    send: (changes: Partial<T>, seen: T) => Promise<R>,
  ) => Promise<R | undefined>;
}

const isOtherVersion = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === 'request.version_mismatch';

/** What the form was filled with, and what its user has seen since. */
function useShown<T>(record: T, fill: ((record: T) => void) | undefined) {
  const [opened, setOpened] = useState(record);
  const [filling, setFilling] = useState(0);
  const seen = useRef(record);
  const open = (next: T): void => {
    seen.current = next;
    setOpened(next);
  };
  const refill = (next: T): void => {
    open(next);
    setFilling((count) => count + 1);
    fill?.(next);
  };
  return { opened, filling, seen, open, refill };
}

/** A form of something that several people change: none of them undoes unseen what another one has saved. */
export function useEdit<T extends Versioned>({ record, reread, words = {}, fill }: EditOptions<T>): Edit<T> {
  const { opened, filling, seen, open, refill } = useShown(record, fill);
  const waysFrom = (now: T) => ({
    words: words as Ways['words'],
    accept: () => {
      seen.current = now;
    },
    take: () => {
      refill(now);
    },
  });
  const save: Edit<T>['save'] = async (wanted, send) => {
    const changes = changesIn(opened, wanted);
    if (Object.keys(changes).length === 0) return undefined;
    for (;;) {
      try {
        const saved = await send(changes, seen.current);
        if (isSame({ ...saved, ...wanted }, saved)) open(saved);
        else refill(saved);
        return saved;
      } catch (error) {
        if (!isOtherVersion(error)) throw error;
        const now = await reread();
        const differences = differencesIn({ seen: seen.current, now, wanted, changes });
        if (differences.length > 0) throw new ChangedMeanwhile(error, { differences, ...waysFrom(now) });
        // What has changed is on no field of the form.
        seen.current = now;
      }
    }
  };
  return { record: opened, filling, save };
}
