import { messages } from '../../../messages/index.js';
import { isCalendarDate } from '../../../time/dates.js';
import { fullDate, listOf } from '../../../time/format.js';
import { fieldsOf, labelOf } from '../form-fields.js';
import { type PartWords, type Words } from './changed-meanwhile.js';
import { type Difference } from './differences.js';

const texts = messages.form.meanwhile;

/** A difference in the words of the form that it is shown beside */
export interface WordedDifference {
  readonly name: string;
  readonly label: string;
  readonly now: string;
  readonly yours: string | undefined;
}

function optionsOf(form: HTMLFormElement, name: string): Map<string, string> {
  const [field] = fieldsOf(form, name);
  const options = field instanceof HTMLSelectElement ? [...field.options] : [];
  const boxes = fieldsOf(form, name).filter(({ type }) => type === 'checkbox' || type === 'radio');
  return new Map([
    ...options.map(({ value, text }): [string, string] => [value, text]),
    ...boxes.map((box): [string, string] => [box.value, labelOf(box) ?? box.value]),
  ]);
}

function sentenceFor(value: unknown, options: ReadonlyMap<string, string>): string {
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (Array.isArray(value)) {
    return value.length === 0 ? texts.empty : listOf(value.map((each) => sentenceFor(each, options)));
  }
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const option = options.get(text);
  if (option !== undefined) return option;
  if (text === '') return texts.empty;
  return isCalendarDate(text) ? fullDate(text) : text;
}

/** What the form itself says: the label of the field, and the texts of its options. */
function wordsIn(form: HTMLFormElement, name: string): PartWords<unknown> {
  const [field] = fieldsOf(form, name);
  const legend = field?.type === 'checkbox' ? field.closest('fieldset')?.querySelector('legend') : undefined;
  const options = optionsOf(form, name);
  return {
    label: legend?.textContent ?? labelOf(field) ?? name,
    say: (value) => sentenceFor(value, options),
  };
}

/** @param words of what has no field of its own in the form */
export const inWords = (
  differences: readonly Difference[],
  form: HTMLFormElement,
  words: Words<Record<string, unknown>>,
): WordedDifference[] =>
  differences.map(({ name, now, yours }) => {
    const { label, say } = words[name] ?? wordsIn(form, name);
    return { name, label, now: say(now), yours: yours && say(yours.value) };
  });
