import { type Appointment } from '../api/clinic/hours.js';
import styles from './broken-visits.module.css';
import { dayAndTime } from './visit-words.js';
import { messages } from '../messages/index.js';

/** Bookings that hours do not cover, in order of time. */
export function BrokenVisits({ visits }: { visits: readonly Appointment[] }) {
  return (
    <ul className={styles.broken}>
      {visits.map((visit) => (
        <li key={visit.id}>
          <strong>{dayAndTime(visit.appointmentDateTime, visit.timeZone)}</strong>
          <span>
            {messages.desk.number} {visit.id}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The bookings of `after` that are not in `before`: a change breaks these, the others are broken already. */
export const newlyBroken = (before: readonly Appointment[], after: readonly Appointment[]): Appointment[] => {
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id));
};
