import { type Agenda } from '../../../api/clinic/agenda.js';
import { type Doctor } from '../../../api/queries.js';
import { messages } from '../../../messages/index.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { type CalendarDate } from '../../../time/dates.js';
import { hoursText } from '../../../visits/visit-words.js';
import styles from './board.module.css';

const texts = messages.board;

interface BoardHeadingProps {
  doctor: Doctor;
  agenda: Agenda | undefined;
  date: CalendarDate;
  onBook: () => void;
}

/** A blank line until the agenda is loaded, so that the heading keeps its height. */
const hoursOf = (agenda: Agenda | undefined): string => {
  if (agenda === undefined) return '\u00a0';
  return agenda.hours.length === 0 ? messages.agenda.off : hoursText(agenda);
};

/** A doctor's name and hours, and what can be done with the whole column. */
export function BoardHeading({ doctor, agenda, date, onBook }: BoardHeadingProps) {
  return (
    <div className={styles.heading}>
      <h2>{doctor.name}</h2>
      <p>{hoursOf(agenda)}</p>
      <div>
        <button type="button" aria-label={texts.bookWith(doctor.name)} onClick={onBook}>
          {texts.bookShort}
        </button>
        <Link href={addresses.moveDay(doctor.id, date)} aria-label={texts.moveDayOf(doctor.name)}>
          {texts.moveDay}
        </Link>
      </div>
    </div>
  );
}
