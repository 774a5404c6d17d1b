import { type ReactNode } from 'react';
import { type Visit } from '../api/clinic/agenda.js';
import { messages } from '../messages/index.js';
import { VisitButtons } from './visit-buttons.js';
import { type VisitView } from './visit-dialog.js';
import { VisitState } from './visit-status.js';
import styles from './visit-table.module.css';
import { patientName, timeRange } from './visit-words.js';
import { Lines } from '../components/lines.js';

const texts = messages.desk;

export interface VisitRow {
  readonly visit: Visit;
  readonly timeZone: string;
  /** The doctor or the date, which differs from row to row */
  readonly group: ReactNode;
}

interface VisitTableProps {
  caption: string;
  /** The heading of the column of `group` */
  groupName: string;
  rows: readonly VisitRow[];
  now: Date;
  onOpen: (visit: Visit, view: VisitView) => void;
}

/** The visits as a table. On a phone each row is a card; the roles keep it a table for screen readers. */
export function VisitTable({ caption, groupName, rows, now, onOpen }: VisitTableProps) {
  const heads = [groupName, texts.time, texts.patient, texts.state];
  return (
    <div className={styles.frame}>
      <table className={styles.table} role="table">
        <caption>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {heads.map((head) => (
              <th key={head} role="columnheader" scope="col">
                {head}
              </th>
            ))}
            <td role="cell" />
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ visit, timeZone, group }) => (
            <tr key={visit.id} role="row" data-status={visit.status}>
              <td role="cell">{group}</td>
              <td role="cell" className={styles.time}>
                {timeRange(visit, timeZone)}
              </td>
              <th role="rowheader" scope="row">
                {patientName(visit.patient)}
                {visit.reason !== null && visit.reason !== '' && <Lines text={visit.reason} />}
              </th>
              <td role="cell">
                <VisitState visit={visit} now={now} />
              </td>
              <td role="cell" className={styles.actions}>
                <VisitButtons
                  visit={visit}
                  now={now}
                  onOpen={(view) => {
                    onOpen(visit, view);
                  }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
