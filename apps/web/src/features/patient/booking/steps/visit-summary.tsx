import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { type Hold } from '../../../../api/holds.js';
import { locationQuery } from '../../../../api/locations.js';
import { dateIn } from '../../../../time/dates.js';
import { amount, deviceTimeZone, longDay, sameClock, timeOfDay, zoneLabel } from '../../../../time/format.js';
import { Fact } from '../../../../components/fact.js';
import { messages } from '../../../../messages/index.js';
import styles from '../booking.module.css';
import { type BookingRequest } from '../booking-request.js';
import { Lines } from '../../../../components/lines.js';

const texts = messages.booking;

interface VisitSummaryProps {
  request: BookingRequest;
  /** It knows where the visit takes place: a doctor may work at more than one */
  hold?: Hold | undefined;
  /** What else there is to check */
  children?: ReactNode;
}

/** By the clinic's clock, and by that of the device where it shows another time. */
function When({ request, timeZone }: { request: BookingRequest; timeZone: string }) {
  const { start, end } = request;
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

function useVisitPlace({ doctor }: BookingRequest, hold: Hold | undefined) {
  const isElsewhere = hold !== undefined && hold.locationId !== doctor.location.id;
  const query = useQuery({ ...locationQuery(hold?.locationId ?? 0), enabled: isElsewhere });
  return isElsewhere ? query.data : doctor.location;
}

/** What is about to be booked. */
export function VisitSummary({ request, hold, children }: VisitSummaryProps) {
  const { doctor, visitType } = request;
  const place = useVisitPlace(request, hold);
  const mode = visitType.mode === 'video' ? messages.week.video : messages.week.inPerson;
  return (
    <section className={styles.summary} aria-label={texts.visit}>
      <dl>
        <Fact name={texts.when}>
          <When request={request} timeZone={hold?.timeZone ?? doctor.location.timeZone} />
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
            {place.address !== null && <Lines className={styles.small} text={place.address} />}
          </Fact>
        )}
        {visitType.price !== null && <Fact name={texts.fee}>{amount(visitType.price)}</Fact>}
        {children}
      </dl>
    </section>
  );
}
