import { type Appointment } from '../api/clinic/hours.js';
import { messages } from '../messages/index.js';
import { CheckIcon, WarningIcon } from '../components/icons/icons.js';
import styles from './breakage.module.css';
import { BrokenVisits } from './broken-visits.js';

const texts = messages.hours;

/** The bookings that a change would leave outside hours, shown before the change is saved. */
export function Breakage({ broken }: { broken: readonly Appointment[] }) {
  if (broken.length === 0) {
    return (
      <p className={styles.line}>
        <CheckIcon /> {texts.nothingBroken}
      </p>
    );
  }
  return (
    <>
      <p className={styles.line} data-broken>
        <WarningIcon /> <strong>{texts.broken(broken.length)}</strong>
      </p>
      <p className={styles.hint}>{texts.brokenHint}</p>
      <BrokenVisits visits={broken} />
    </>
  );
}
