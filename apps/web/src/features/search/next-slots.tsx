import { Skeleton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type Availability, availabilityQuery, type Doctor } from '../../api/queries.js';
import { addDays, type CalendarDate, dateIn } from '../../components/dates.js';
import { longDay, shortDay, timeOfDay, zoneLabel } from '../../components/format.js';
import { LoadError } from '../../components/load-error.js';
import { SlotTime } from '../../components/slot-time.js';
import { messages } from '../../messages/index.js';
import styles from './doctor-card.module.css';

const daysAhead = 14;
const shownSlots = 3;

function dayName(date: CalendarDate, today: CalendarDate): string {
  if (date === today) return messages.doctor.today;
  return date === addDays(today, 1) ? messages.doctor.tomorrow : shortDay(date);
}

function Slots({ availability, today }: { availability: Availability; today: CalendarDate }) {
  const { timeZone, nextAvailable } = availability;
  const next = availability.days
    .flatMap((day) => day.slots.map((slot) => ({ date: day.date, slot })))
    .slice(0, shownSlots);
  if (next.length === 0) {
    const later = nextAvailable === null ? undefined : new Date(nextAvailable);
    const when = later && messages.sentence(shortDay(dateIn(timeZone, later)), timeOfDay(later, timeZone));
    return (
      <p className={styles.none}>
        {when === undefined ? messages.doctor.noTimes : messages.doctor.noTimesSoon}
        {when !== undefined && <strong>{messages.week.nextAvailable(when)}</strong>}
      </p>
    );
  }
  return (
    <ul className={styles.slots}>
      {next.map(({ date, slot }) => (
        <li key={slot.start}>
          <span className={styles.day} aria-hidden="true">
            {dayName(date, today)}
          </span>
          <SlotTime slot={slot} timeZone={timeZone} day={longDay(date)} />
        </li>
      ))}
    </ul>
  );
}

/** The next three free times, asked for once the card comes into sight. */
export function NextSlots({ doctor }: { doctor: Doctor }) {
  const { timeZone } = doctor.location;
  const { ref, entry } = useIntersection<HTMLDivElement>({ rootMargin: '240px' });
  const now = new Date();
  const today = dateIn(timeZone, now);
  const query = useQuery({
    ...availabilityQuery({ doctorId: doctor.id, from: today, to: addDays(today, daysAhead - 1) }),
    enabled: entry?.isIntersecting ?? false,
  });
  return (
    <div ref={ref}>
      <p className={styles.heading}>
        {messages.doctor.nextTimes} <span>{zoneLabel(timeZone, now)}</span>
      </p>
      {query.data !== undefined && <Slots availability={query.data} today={today} />}
      {query.isPending && <Skeleton height={52} radius={10} />}
      {query.isError && query.data === undefined && (
        <div className={styles.above}>
          <LoadError
            compact
            title={messages.doctor.timesFailed}
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        </div>
      )}
    </div>
  );
}
