import { type ReactNode } from 'react';
import { type Appointment, type AppointmentStatus } from '../../../api/appointments.js';
import { CheckIcon, ClockIcon, CrossIcon, WarningIcon } from '../../../components/icons/icons.js';
import { messages } from '../../../messages/index.js';
import { statusWord } from '../../../visits/visit-words.js';
import styles from './status-badge.module.css';

const icons: Readonly<Record<AppointmentStatus, ReactNode>> = {
  held: <ClockIcon />,
  pending: <ClockIcon />,
  confirmed: <CheckIcon />,
  checked_in: <CheckIcon />,
  completed: <CheckIcon />,
  no_show: <WarningIcon />,
  cancelled: <CrossIcon />,
};

/** How a visit stands, by icon and text. */
export function StatusBadge({ visit }: { visit: Pick<Appointment, 'status' | 'cancelledBecause'> }) {
  const { status } = visit;
  return (
    <span className={styles.badge} data-status={status}>
      {icons[status]} {statusWord(visit, messages.appointments.status)}
    </span>
  );
}
