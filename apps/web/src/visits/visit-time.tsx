import { messages } from '../messages/index.js';
import { dayOf, deviceTimeZone, sameClock, timeOfDay, timeRange, zoneLabel } from '../time/format.js';
import styles from './visit-time.module.css';

interface VisitTimeProps {
  start: string;
  end: string;
  /** Of the clinic */
  timeZone: string;
}

/** When a visit is: by the clinic's clock, and by that of the device where it shows another time. */
export function VisitTime({ start, end, timeZone }: VisitTimeProps) {
  const own = deviceTimeZone();
  const isElsewhere = !sameClock(timeZone, own, new Date(start));
  const ownDay = dayOf(start, own) === dayOf(start, timeZone) ? [] : [dayOf(start, own)];
  return (
    <span className={styles.time}>
      <time dateTime={start}>
        <strong>{dayOf(start, timeZone)}</strong>{' '}
        <span>
          {messages.appointments.clinicTime(timeRange(start, end, timeZone), zoneLabel(timeZone, start))}
        </span>
      </time>
      {isElsewhere && (
        <span className={styles.own}>
          {messages.appointments.yourTime(
            messages.sentence(...ownDay, timeOfDay(start, own)),
            zoneLabel(own, start),
          )}
        </span>
      )}
    </span>
  );
}
