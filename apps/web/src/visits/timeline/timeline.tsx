import { useRef } from 'react';
import { type Visit } from '../../api/clinic/agenda.js';
import { hourOfDay } from '../../time/format.js';
import { Column, placedIn, style, type TimelineColumn } from './column.js';
import { spanOf, type Stretch } from './lanes.js';
import styles from './timeline.module.css';
import { useTimelineKeys } from './use-timeline-keys.js';

/** Pixels for a minute: as many as the shortest visit needs to be hit by a thumb. */
const scaleOf = (visits: readonly Stretch[]): number =>
  Math.min(3, Math.max(1.2, 44 / Math.min(40, ...visits.map(({ start, end }) => end - start))));

function Axis({ span }: { span: Stretch }) {
  return (
    <div className={styles.axis} aria-hidden="true">
      {Array.from({ length: (span.end - span.start) / 60 }, (_, index) => (
        <span key={index} style={style({ '--start': span.start + index * 60 })}>
          {hourOfDay(span.start / 60 + index)}
        </span>
      ))}
    </div>
  );
}

interface TimelineProps {
  label: string;
  columns: readonly TimelineColumn[];
  /** Whether a narrow screen shows the chosen column alone */
  single?: boolean;
  onOpen: (visit: Visit) => void;
}

/** Columns of visits along the hours; on a phone lists below one another. It is one tab stop, walked with arrow keys. */
export function Timeline({ label, columns, single = false, onOpen }: TimelineProps) {
  const root = useRef<HTMLDivElement>(null);
  const placed = columns.map(placedIn);
  const visits = placed.flatMap((each) => each.visits.map(({ item }) => item));
  const span = spanOf([...visits, ...placed.flatMap(({ hours }) => hours)]);
  const { stop, onKeyDown, onFocus } = useTimelineKeys(root, placed);
  return (
    <div
      ref={root}
      role="group"
      aria-label={label}
      // What scrolls sideways can be reached by keyboard, with visits in it or without.
      tabIndex={visits.length === 0 ? 0 : undefined}
      className={styles.timeline}
      data-single={single || undefined}
      style={style({
        '--from': span.start,
        '--minutes': span.end - span.start,
        '--scale': scaleOf(visits),
        '--columns': columns.length,
      })}
      onKeyDown={onKeyDown}
    >
      <Axis span={span} />
      {placed.map((each) => (
        <Column
          key={each.column.id}
          placed={each}
          span={span}
          stop={stop}
          onOpen={onOpen}
          onFocus={onFocus}
        />
      ))}
    </div>
  );
}
