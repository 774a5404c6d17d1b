import { type Appointment } from '../../../../../api/appointments.js';
import { messages } from '../../../../../messages/index.js';
import { Link } from '../../../../../routing/link.js';
import { addresses } from '../../../../../routing/location.js';
import styles from './following.module.css';

const texts = messages.following;

interface SeriesScopeProps {
  appointment: Pick<Appointment, 'id' | 'seriesId'>;
  /** What the page on show moves */
  scope: 'one' | 'following';
}

/** Of a visit of a series: whether it is moved alone, or with all that follow. */
export function SeriesScope({ appointment: { id, seriesId }, scope }: SeriesScopeProps) {
  if (seriesId === null) return null;
  const way = (to: SeriesScopeProps['scope'], href: string, label: string) => (
    <li>
      <Link href={href} aria-current={scope === to ? 'page' : undefined}>
        {label}
      </Link>
    </li>
  );
  return (
    <nav aria-label={texts.scope}>
      <ul className={styles.scope}>
        {way('one', addresses.moveAppointment(id), texts.one)}
        {way('following', addresses.moveFollowing(id), texts.all)}
      </ul>
    </nav>
  );
}
