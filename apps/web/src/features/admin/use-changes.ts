import { useRef, useState } from 'react';
import { IncompleteForm } from '../../components/form/refusals.js';
import { messages } from '../../messages/index.js';

const texts = messages.admin;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const inWords = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return texts.empty;
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  return Array.isArray(value) ? value.join(', ') : JSON.stringify(value).replaceAll('"', '');
};

/**
 * What of a record a form has changed. What others have changed while it was open stays: untouched fields are not sent,
 * and a field that both have changed is shown with the other's value before it is replaced.
 *
 * @param record as the form shows it
 * @param reread the record as it is now
 */
export function useChanges<T extends object>(
  record: T,
  reread: () => Promise<T>,
): (wanted: Partial<T>) => Promise<Partial<T>> {
  const [opened] = useState(record);
  const seen = useRef<Partial<T>>({});
  return async (wanted) => {
    const touched = (Object.keys(wanted) as (keyof T)[]).filter((key) => !same(wanted[key], opened[key]));
    if (touched.length === 0) return {};
    const now = await reread();
    const known = { ...opened, ...seen.current };
    const clashes = touched.filter((key) => !same(now[key], known[key]) && !same(now[key], wanted[key]));
    for (const key of touched) seen.current[key] = now[key];
    if (clashes.length > 0) {
      throw new IncompleteForm(
        Object.fromEntries(clashes.map((key) => [key, texts.changedTo(inWords(now[key]))])),
      );
    }
    return Object.fromEntries(touched.map((key) => [key, wanted[key]])) as Partial<T>;
  };
}
