import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { type Hold } from '../../api/holds.js';
import { locationQuery } from '../../api/locations.js';
import { dateIn } from '../../components/dates.js';
import { amount, deviceTimeZone, longDay, sameClock, timeOfDay, zoneLabel } from '../../components/format.js';
import { messages } from '../../messages/index.js';
import styles from './booking.module.css';
import { type Wish } from './wish.js';

const texts = messages.booking;

interface VisitSummaryProps {
  wish: Wish;
  /** It knows where the visit takes place: a doctor may work at more than one */
  hold?: Hold | undefined;
  /** What else there is to check */
  children?: ReactNode;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** By the clinic's clock, and by that of the device where it shows another time. */
function When({ wish, timeZone }: { wish: Wish; timeZone: string }) {
  const { start, end } = wish;
  const own = deviceTimeZone();
  const ownTime = messages.sentence(
    longDay(dateIn(own, new Date(start))),
    timeOfDay(start, own),
    zoneLabel(own, start),
  );
  return (
    <>
      <time dateTime={start} className={styles.when}>
        <span>{longDay(dateIn(timeZone, new Date(start)))}</span>
        <strong>
          {timeOfDay(start, timeZone)} – {timeOfDay(end, timeZone)}
        </strong>
      </time>
      <span className={styles.small}>{zoneLabel(timeZone, start)}</span>
      {!sameClock(own, timeZone, new Date(start)) && (
        <span className={styles.small}>{texts.onDevice(ownTime)}</span>
      )}
    </>
  );
}

function useVisitPlace({ doctor }: Wish, hold: Hold | undefined) {
  const isElsewhere = hold !== undefined && hold.locationId !== doctor.location.id;
  const query = useQuery({ ...locationQuery(hold?.locationId ?? 0), enabled: isElsewhere });
  return isElsewhere ? query.data : doctor.location;
}

/** What is about to be booked. */
export function VisitSummary({ wish, hold, children }: VisitSummaryProps) {
  const { doctor, visitType } = wish;
  const place = useVisitPlace(wish, hold);
  const mode = visitType.mode === 'video' ? messages.week.video : messages.week.inPerson;
  return (
    <section className={styles.summary} aria-label={texts.visit}>
      <dl>
        <Fact name={texts.when}>
          <When wish={wish} timeZone={hold?.timeZone ?? doctor.location.timeZone} />
        </Fact>
        <Fact name={texts.doctor}>
          {doctor.name}
          <span className={styles.small}>{doctor.specialization}</span>
        </Fact>
        <Fact name={texts.kind}>
          {visitType.name}
          <span className={styles.small}>
            {messages.week.minutes(visitType.durationMinutes)} · {mode}
          </span>
        </Fact>
        {place !== undefined && (
          <Fact name={texts.place}>
            {place.name}
            {place.address !== null && <span className={styles.small}>{place.address}</span>}
          </Fact>
        )}
        {visitType.price !== null && <Fact name={texts.fee}>{amount(visitType.price)}</Fact>}
        {children}
      </dl>
    </section>
  );
}
