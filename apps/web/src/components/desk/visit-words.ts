import { type Visit } from '../../api/day.js';
import { messages } from '../../messages/index.js';
import { longDay, timeOfDay } from '../format.js';
import { dateIn } from '../dates.js';

export const patientName = ({ name, username }: Pick<Visit['patient'], 'name' | 'username'>): string =>
  name ?? username ?? messages.desk.unnamed;

type Times = Pick<Visit, 'appointmentDateTime' | 'endsAt'>;

/** "09:30 – 09:50" */
export const timeRange = ({ appointmentDateTime, endsAt }: Times, timeZone: string): string =>
  `${timeOfDay(appointmentDateTime, timeZone)} – ${timeOfDay(endsAt, timeZone)}`;

export const minutesOf = ({ appointmentDateTime, endsAt }: Times): number =>
  Math.round((Date.parse(endsAt) - Date.parse(appointmentDateTime)) / 60_000);

/** "Tuesday 3 December, 09:30" */
export const dayAndTime = (instant: string, timeZone: string): string =>
  messages.sentence(longDay(dateIn(timeZone, new Date(instant))), timeOfDay(instant, timeZone));
