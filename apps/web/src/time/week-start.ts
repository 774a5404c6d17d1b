import { locale } from '../messages/index.js';

type LocaleWithWeek = Intl.Locale & {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
};

/** The weekday that weeks begin with where the reader lives; 1 is Monday. */
export function firstWeekday(): number {
  const { getWeekInfo, weekInfo }: LocaleWithWeek = new Intl.Locale(locale);
  return getWeekInfo?.call(new Intl.Locale(locale)).firstDay ?? weekInfo?.firstDay ?? 1;
}
