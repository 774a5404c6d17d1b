import { type CSSProperties, type ReactNode } from 'react';
import { type Visit } from '../../api/clinic/agenda.js';
import { messages } from '../../messages/index.js';
import { minuteOfDay, timeOfDay } from '../../time/format.js';
import { StatusIcon } from '../visit-status.js';
import { minutesOf, patientName, statusWord } from '../visit-words.js';
import { inLanes, type Placed, type Stretch } from './lanes.js';
import styles from './timeline.module.css';

export interface TimelineColumn {
  readonly id: string;
  readonly heading: ReactNode;
  /** The name that screen readers say */
  readonly label: string;
  readonly timeZone: string;
  readonly hours: readonly { start: string; end: string }[];
  readonly visits: readonly Visit[];
  /** Shown instead of visits while they are loaded, or when that failed */
  readonly instead?: ReactNode;
  /** Shown on a narrow screen, where it shows one column */
  readonly chosen?: boolean;
  /** The minute of the day that it is now, on the column's date */
  readonly now?: number | undefined;
}

export interface VisitStretch extends Stretch {
  readonly visit: Visit;
}

/** On the wall clock: the hour that comes twice when clocks go back is drawn once, with its visits side by side. */
const stretchOf = (start: string, end: string, timeZone: string): Stretch => {
  const first = minuteOfDay(start, timeZone);
  return { start: first, end: first + (Date.parse(end) - Date.parse(start)) / 60_000 };
};

/** A column with its visits and hours in minutes of the day. */
export interface PlacedColumn {
  readonly column: TimelineColumn;
  readonly visits: readonly Placed<VisitStretch>[];
  readonly hours: readonly Stretch[];
}

export function placedIn(column: TimelineColumn): PlacedColumn {
  const { hours, timeZone, visits } = column;
  const stretches = visits
    .filter(({ status }) => status !== 'cancelled')
    .map((visit) => ({ visit, ...stretchOf(visit.appointmentDateTime, visit.endsAt, timeZone) }));
  return {
    column,
    visits: inLanes(stretches),
    hours: hours.map(({ start, end }) => stretchOf(start, end, timeZone)),
  };
}

export const style = (properties: Record<`--${string}`, number>): CSSProperties => properties;

interface CardProps {
  placed: Placed<VisitStretch>;
  timeZone: string;
  tabIndex: number;
  onOpen: (visit: Visit) => void;
  onFocus: () => void;
}

function Card({ placed: { item, lane, lanes }, timeZone, tabIndex, onOpen, onFocus }: CardProps) {
  const { visit, start, end } = item;
  const name = patientName(visit.patient);
  const time = timeOfDay(visit.appointmentDateTime, timeZone);
  const words = [
    time,
    name,
    messages.week.minutes(minutesOf(visit)),
    statusWord(visit, messages.desk.status),
  ];
  return (
    <li style={style({ '--start': start, '--length': end - start, '--lane': lane, '--lanes': lanes })}>
      <button
        type="button"
        className={styles.card}
        data-status={visit.status}
        data-visit={visit.id}
        tabIndex={tabIndex}
        aria-label={messages.sentence(...words)}
        onFocus={onFocus}
        onClick={() => {
          onOpen(visit);
        }}
      >
        <span className={styles.cardTime}>
          <StatusIcon status={visit.status} /> {time}
        </span>{' '}
        <span className={styles.cardName}>{name}</span>
      </button>
    </li>
  );
}

interface ColumnProps {
  placed: PlacedColumn;
  span: Stretch;
  /** The visit that the tab key stops at */
  stop: number | undefined;
  onOpen: (visit: Visit) => void;
  onFocus: (visitId: number) => void;
}

export function Column({ placed: { column, visits, hours }, span, stop, onOpen, onFocus }: ColumnProps) {
  const { label, heading, chosen, now, instead, timeZone } = column;
  return (
    <section className={styles.column} aria-label={label} data-chosen={chosen === true || undefined}>
      <div className={styles.heading}>{heading}</div>
      <div className={styles.body}>
        {hours.map(({ start, end }) => (
          <i key={start} style={style({ '--start': start, '--length': end - start })} />
        ))}
        {now !== undefined && now >= span.start && now <= span.end && (
          <b aria-hidden="true" style={style({ '--start': now })} />
        )}
        {instead}
        <ul>
          {visits.map((each) => (
            <Card
              key={each.item.visit.id}
              placed={each}
              timeZone={timeZone}
              tabIndex={each.item.visit.id === stop ? 0 : -1}
              onOpen={onOpen}
              onFocus={() => {
                onFocus(each.item.visit.id);
              }}
            />
          ))}
        </ul>
        {instead === undefined && visits.length === 0 && (
          <p className={styles.none}>{messages.desk.visits(0)}</p>
        )}
      </div>
    </section>
  );
}
