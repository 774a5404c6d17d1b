import { type Day } from '../../api/day.js';
import { type Doctor } from '../../api/queries.js';
import { type CalendarDate } from '../../components/dates.js';
import { Link } from '../../components/link.js';
import { addresses } from '../../components/location.js';
import { hoursText } from '../../components/timeline/timeline.js';
import { messages } from '../../messages/index.js';
import styles from './board.module.css';

const texts = messages.board;

interface BoardHeadingProps {
  doctor: Doctor;
  day: Day | undefined;
  date: CalendarDate;
  onBook: () => void;
}

/** Nothing is said before it is known. */
const hoursOf = (day: Day | undefined): string => {
  if (day === undefined) return '\u00a0';
  return day.hours.length === 0 ? messages.agenda.off : hoursText(day);
};

/** A doctor's name and hours, and what is done about the whole column. */
export function BoardHeading({ doctor, day, date, onBook }: BoardHeadingProps) {
  return (
    <div className={styles.heading}>
      <h2>{doctor.name}</h2>
      <p>{hoursOf(day)}</p>
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
