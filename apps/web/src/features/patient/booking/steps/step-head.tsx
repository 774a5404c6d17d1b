import { BackIcon } from '../../../../components/icons/icons.js';
import { Link } from '../../../../routing/link.js';
import { PageTitle } from '../../../../components/page-title.js';
import { messages } from '../../../../messages/index.js';
import styles from '../booking.module.css';
import { allTimesOf, type BookingRequest } from '../booking-request.js';

interface StepHeadProps {
  request: BookingRequest;
  title: string;
  step?: number;
  /** It came in the place of another step without a new address */
  follows?: boolean;
}

const steps = 2;

/** The way back to the other times, and where in the booking this is. */
export function StepHead({ request, title, step, follows = false }: StepHeadProps) {
  return (
    <header className={styles.head}>
      <Link href={allTimesOf(request)} className={styles.back}>
        <BackIcon /> {messages.booking.back(request.doctor.name)}
      </Link>
      <PageTitle key={title} title={title} follows={follows}>
        {title}
      </PageTitle>
      {step !== undefined && <p className={styles.step}>{messages.booking.step(step, steps)}</p>}
    </header>
  );
}
