import { type CalendarDate } from '../../../time/dates.js';
import { deviceTimeZone, sameClock, zoneLabel } from '../../../time/format.js';
import { ClockIcon } from '../../../components/icons/icons.js';
import { messages } from '../../../messages/index.js';
import styles from './week-view.module.css';

interface ZoneNoteProps {
  timeZone: string;
  clinicZone: string;
  week: CalendarDate[];
}

/** Whose clock the times follow, and how the other one differs. */
export function ZoneNote({ timeZone, clinicZone, week }: ZoneNoteProps) {
  const own = deviceTimeZone();
  const from = new Date(`${week[0] ?? ''}T12:00:00Z`);
  const to = new Date(`${week.at(-1) ?? ''}T12:00:00Z`);
  const label = (zone: string) => zoneLabel(zone, from, to);
  let other: string | undefined;
  if (timeZone !== clinicZone) other = messages.week.clinicClock(label(clinicZone));
  else if (!sameClock(own, clinicZone, from)) other = messages.week.ownClock(label(own));
  return (
    <p className={styles.zone}>
      <ClockIcon />
      <span>
        <strong>{messages.week.allTimesIn(label(timeZone))}</strong> {other}
      </span>
    </p>
  );
}
