import { type Doctor, type DoctorFilters } from '../../../api/queries.js';
import { addDays, type CalendarDate, dateIn } from '../../../time/dates.js';
import { longDay, shortDay, zoneLabel } from '../../../time/format.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { SlotTime } from '../../../visits/slot-time.js';
import { messages } from '../../../messages/index.js';
import styles from './doctor-card.module.css';

function dayName(date: CalendarDate, today: CalendarDate): string {
  if (date === today) return messages.doctor.today;
  return date === addDays(today, 1) ? messages.doctor.tomorrow : shortDay(date);
}

interface NextSlotsProps {
  doctor: Doctor;
  mode: DoctorFilters['mode'];
}

/** The next three free times, each a step from being booked. */
export function NextSlots({ doctor, mode }: NextSlotsProps) {
  const { timeZone } = doctor.location;
  const now = new Date();
  const today = dateIn(timeZone, now);
  const slots = doctor.nextSlots ?? [];
  const dateOf = (start: string) => dateIn(timeZone, new Date(start));
  return (
    <div>
      <p className={styles.heading}>
        {messages.doctor.nextTimes} <span>{zoneLabel(timeZone, now)}</span>
      </p>
      {slots.length === 0 && <p className={styles.none}>{messages.doctor.noTimesSoon}</p>}
      <ul className={styles.slots}>
        {slots.map((slot) => (
          <li key={slot.start}>
            <Link
              href={addresses.book({ doctorId: doctor.id, mode, start: slot.start })}
              className={styles.slot}
            >
              <span className={styles.day} aria-hidden="true">
                {dayName(dateOf(slot.start), today)}
              </span>
              <SlotTime
                slot={slot}
                timeZone={timeZone}
                day={longDay(dateOf(slot.start))}
                mode={mode === '' ? doctor.modes[0] : mode}
              />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
