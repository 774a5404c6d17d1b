import { Temporal } from 'temporal-polyfill';
import { foldedText } from './folded-text.js';

type Order = readonly ('year' | 'month' | 'day')[];

/** Where the year stands first the rest follows from large to small; elsewhere readers differ in what is first. */
const dayFirst: Order = ['day', 'month', 'year'];
const monthFirst: Order = ['month', 'day', 'year'];
const yearFirst: Order = ['year', 'month', 'day'];

function orderOf(locale: string): Order | undefined {
  try {
    const parts = new Intl.DateTimeFormat(locale, { calendar: 'gregory' }).formatToParts(0);
    return parts.flatMap(({ type }) => (type === 'day' || type === 'month' || type === 'year' ? [type] : []));
  } catch {
    return undefined;
  }
}

function dateOf(order: Order, numbers: readonly string[]): readonly string[] {
  const part = (name: Order[number]): number => Number(numbers[order.indexOf(name)]);
  try {
    const date = { year: part('year'), month: part('month'), day: part('day') };
    return [Temporal.PlainDate.from(date, { overflow: 'reject' }).toString()];
  } catch {
    return [];
  }
}

/**
 * The dates that a text may mean: `1990-12-31` and `31.12.1990` one, `01/02/1990` that of the reader's order, and both
 * when the reader's language is unknown.
 *
 * @param locale BCP 47
 * @returns dates as `YYYY-MM-DD`; none for a text that is no date
 */
export function writtenDates(text: string, locale?: string): readonly string[] {
  const [, ...numbers] =
    /^(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})\.?$/.exec(foldedText(text)) ?? [];
  const [first = '', , last = ''] = numbers;
  if (first.length === 4 && last.length <= 2) return dateOf(yearFirst, numbers);
  if (last.length !== 4 || first.length > 2) return [];
  const isDotted = text.includes('.');
  const wanted = isDotted ? dayFirst : locale === undefined ? undefined : orderOf(locale);
  const orders = wanted === undefined || wanted[0] === 'year' ? [dayFirst, monthFirst] : [wanted];
  return [...new Set(orders.flatMap((order) => dateOf(order, numbers)))];
}
