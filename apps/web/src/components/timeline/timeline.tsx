import { type CSSProperties, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { type Visit } from '../../api/day.js';
import { messages } from '../../messages/index.js';
import { minutesOf, patientName, timeRange } from '../desk/visit-words.js';
import { StatusIcon } from '../desk/visit-status.js';
import { hourOfDay, minuteOfDay, timeOfDay } from '../format.js';
import { inLanes, type Placed, spanOf, type Stretch } from './lanes.js';
import styles from './timeline.module.css';

export interface TimelineColumn {
  readonly id: string;
  readonly heading: ReactNode;
  /** What it is called, for the ear */
  readonly label: string;
  readonly timeZone: string;
  readonly hours: readonly { start: string; end: string }[];
  readonly visits: readonly Visit[];
  /** Shown instead of visits while they are not there, or cannot be */
  readonly instead?: ReactNode;
  /** The one that a narrow screen shows, where it shows but one */
  readonly chosen?: boolean;
  /** The minute of the day that it is now, on the column's date */
  readonly now?: number | undefined;
}

interface TimelineProps {
  label: string;
  columns: readonly TimelineColumn[];
  /** Whether a narrow screen shows the chosen column alone */
  single?: boolean;
  onOpen: (visit: Visit) => void;
}

interface VisitStretch extends Stretch {
  readonly visit: Visit;
}

/** On the wall clock: the hour that comes twice when clocks go back is drawn once, with its visits side by side. */
const stretchOf = (start: string, end: string, timeZone: string): Stretch => {
  const first = minuteOfDay(start, timeZone);
  return { start: first, end: first + (Date.parse(end) - Date.parse(start)) / 60_000 };
};

const visitStretches = ({ visits, timeZone }: TimelineColumn): VisitStretch[] =>
  visits
    .filter(({ status }) => status !== 'cancelled')
    .map((visit) => ({ visit, ...stretchOf(visit.appointmentDateTime, visit.endsAt, timeZone) }));

/** Pixels for a minute: as many as the shortest visit needs to be hit by a thumb. */
const scaleOf = (visits: readonly Stretch[]): number =>
  Math.min(3, Math.max(1.2, 44 / Math.min(40, ...visits.map(({ start, end }) => end - start))));

const style = (properties: Record<`--${string}`, number>): CSSProperties => properties;

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
  const words = [time, name, messages.week.minutes(minutesOf(visit)), messages.desk.status[visit.status]];
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

/** Where a key leads, as column and row. */
function target(key: string, column: number, row: number, rows: readonly number[], rightToLeft: boolean) {
  const beside = (step: number) => {
    let next = column + step;
    while (next >= 0 && next < rows.length && rows[next] === 0) next += step;
    const count = rows[next] ?? 0;
    return count === 0 ? undefined : ([next, Math.min(row, count - 1)] as const);
  };
  const last = (rows[column] ?? 1) - 1;
  const ways: Record<string, readonly [number, number] | undefined> = {
    ArrowDown: [column, Math.min(row + 1, last)],
    ArrowUp: [column, Math.max(row - 1, 0)],
    Home: [column, 0],
    End: [column, last],
    ArrowRight: beside(rightToLeft ? -1 : 1),
    ArrowLeft: beside(rightToLeft ? 1 : -1),
  };
  return ways[key];
}

/** Columns of visits along the hours; on a phone lists below one another. It is one tab stop, walked with arrow keys. */
export function Timeline({ label, columns, single = false, onOpen }: TimelineProps) {
  const root = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number>();
  const placed = columns.map((column) => inLanes(visitStretches(column)));
  const all = placed.flat().map(({ item }) => item);
  const hours = columns.map(({ hours: each, timeZone }) =>
    each.map(({ start, end }) => stretchOf(start, end, timeZone)),
  );
  const span = spanOf([...all, ...hours.flat()]);
  const stop = all.find(({ visit }) => visit.id === focused)?.visit.id ?? all[0]?.visit.id;
  const move = (event: KeyboardEvent) => {
    const column = placed.findIndex((each) => each.some(({ item }) => item.visit.id === stop));
    const row = placed[column]?.findIndex(({ item }) => item.visit.id === stop) ?? 0;
    const rightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const rows = placed.map(({ length }) => length);
    const next = target(event.key, column, row, rows, rightToLeft);
    if (next === undefined) return;
    event.preventDefault();
    const id = placed[next[0]]?.[next[1]]?.item.visit.id;
    root.current?.querySelector<HTMLElement>(`[data-visit="${id ?? ''}"]`)?.focus();
  };
  return (
    <div
      ref={root}
      role="group"
      aria-label={label}
      // What scrolls sideways can be reached by keyboard, with visits in it or without.
      tabIndex={all.length === 0 ? 0 : undefined}
      className={styles.timeline}
      data-single={single || undefined}
      style={style({
        '--from': span.start,
        '--minutes': span.end - span.start,
        '--scale': scaleOf(all),
        '--columns': columns.length,
      })}
      onKeyDown={move}
    >
      <div className={styles.axis} aria-hidden="true">
        {Array.from({ length: (span.end - span.start) / 60 }, (_, index) => (
          <span key={index} style={style({ '--start': span.start + index * 60 })}>
            {hourOfDay(span.start / 60 + index)}
          </span>
        ))}
      </div>
      {columns.map((column, index) => (
        <section
          key={column.id}
          className={styles.column}
          aria-label={column.label}
          data-chosen={column.chosen === true || undefined}
        >
          <div className={styles.heading}>{column.heading}</div>
          <div className={styles.body}>
            {hours[index]?.map(({ start, end }) => (
              <i key={start} style={style({ '--start': start, '--length': end - start })} />
            ))}
            {column.now !== undefined && column.now >= span.start && column.now <= span.end && (
              <b aria-hidden="true" style={style({ '--start': column.now })} />
            )}
            {column.instead}
            <ul>
              {placed[index]?.map((each) => (
                <Card
                  key={each.item.visit.id}
                  placed={each}
                  timeZone={column.timeZone}
                  tabIndex={each.item.visit.id === stop ? 0 : -1}
                  onOpen={onOpen}
                  onFocus={() => {
                    setFocused(each.item.visit.id);
                  }}
                />
              ))}
            </ul>
            {column.instead === undefined && placed[index]?.length === 0 && (
              <p className={styles.none}>{messages.desk.visits(0)}</p>
            )}
          </div>
        </section>
      ))}
    </div>
  );
}

/** "09:00 – 17:00" of each part of the hours */
export const hoursText = ({ hours, timeZone }: Pick<TimelineColumn, 'hours' | 'timeZone'>): string =>
  hours.map(({ start, end }) => timeRange({ appointmentDateTime: start, endsAt: end }, timeZone)).join(' · ');
