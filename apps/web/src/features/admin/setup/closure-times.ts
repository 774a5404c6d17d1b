import { type Closure } from '../../../api/admin/locations.js';
import { messages } from '../../../messages/index.js';
import { longDay } from '../../../time/format.js';

type Times = Omit<Closure, 'id' | 'name'>;

export const hoursOf = ({ start, end }: Omit<Times, 'date'>): string =>
  start === null || end === null ? messages.admin.closures.wholeDay : `${start} – ${end}`;

export const dateOf = ({ date }: Pick<Times, 'date'>): string => `${longDay(date)} ${date.slice(0, 4)}`;

export const timesOf = (times: Times): string => messages.sentence(dateOf(times), hoursOf(times));
