import { type ComponentType } from 'react';
import { type Visit, type VisitStatus } from '../../api/day.js';
import { messages } from '../../messages/index.js';
import { AbsentIcon, ArrivedIcon, CancelledIcon, DoneIcon, HourglassIcon } from './desk-icons.js';
import { CheckIcon, ClockIcon, WarningIcon } from '../icons.js';
import styles from './visit-status.module.css';
import { minutesLate } from './visit-steps.js';

const icons: Readonly<Record<VisitStatus, ComponentType>> = {
  held: ClockIcon,
  pending: HourglassIcon,
  confirmed: CheckIcon,
  checked_in: ArrivedIcon,
  completed: DoneIcon,
  no_show: AbsentIcon,
  cancelled: CancelledIcon,
};

export function StatusIcon({ status }: { status: VisitStatus }) {
  const Icon = icons[status];
  return <Icon />;
}

/** What became of a visit, by icon and word; and by how much somebody is late. */
export function VisitState({ visit, now }: { visit: Visit; now: Date }) {
  const late = minutesLate(visit, now);
  return (
    <span className={styles.states}>
      <span className={styles.state} data-status={visit.status}>
        <StatusIcon status={visit.status} />
        {messages.desk.status[visit.status]}
      </span>
      {late > 0 && (
        <span className={styles.state} data-status="late">
          <WarningIcon />
          {messages.desk.late(late)}
        </span>
      )}
      {visit.overbooked && <span className={styles.extra}>{messages.desk.overbooked}</span>}
    </span>
  );
}
