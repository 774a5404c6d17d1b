import { useEffect, useRef } from 'react';
import { type Appointment, type WeekPreview } from '../../../api/clinic/hours.js';
import { Breakage } from '../../../visits/breakage.js';
import { shortDay, timeOfDay } from '../../../time/format.js';
import { messages } from '../../../messages/index.js';
import styles from './availability.module.css';

const texts = messages.hours;

interface HoursPreviewProps {
  preview: WeekPreview;
  broken: readonly Appointment[];
}

/** The next seven days with the new hours, and the bookings that these would not cover. */
export function HoursPreview({ preview: { slots }, broken }: HoursPreviewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <section className={styles.preview} aria-labelledby="preview">
      <h2 ref={heading} id="preview" tabIndex={-1}>
        {texts.preview}
      </h2>
      <Breakage broken={broken} />
      <h3>{texts.slots}</h3>
      <dl className={styles.slots}>
        {slots.days.map((day) => (
          <div key={day.date}>
            <dt>{shortDay(day.date)}</dt>
            <dd>
              {day.slots.length === 0
                ? texts.noSlots
                : day.slots.map(({ start }) => (
                    <time key={start} dateTime={start}>
                      {timeOfDay(start, slots.timeZone)}
                    </time>
                  ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
