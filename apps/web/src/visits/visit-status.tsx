import { type ComponentType } from 'react';
import { type Visit, type VisitStatus } from '../api/clinic/agenda.js';
import { messages } from '../messages/index.js';
import {
  AbsentIcon,
  ArrivedIcon,
  CancelledIcon,
  DoneIcon,
  HourglassIcon,
} from '../components/icons/desk-icons.js';
import { CheckIcon, ClockIcon, WarningIcon } from '../components/icons/icons.js';
import styles from './visit-status.module.css';
import { minutesLate } from './visit-steps.js';
import { statusWord } from './visit-words.js';

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

/** The status of a visit, by icon and word, and by how much the patient is late. */
export function VisitState({ visit, now }: { visit: Omit<Visit, 'patient'>; now: Date }) {
  const late = minutesLate(visit, now);
  return (
    <span className={styles.states}>
      <span className={styles.state} data-status={visit.status}>
        <StatusIcon status={visit.status} />
        {statusWord(visit, messages.desk.status)}
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
