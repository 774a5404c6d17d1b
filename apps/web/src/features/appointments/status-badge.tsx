import { type ReactNode } from 'react';
import { type AppointmentStatus } from '../../api/appointments.js';
import { CheckIcon, ClockIcon, CrossIcon, WarningIcon } from '../../components/icons.js';
import { messages } from '../../messages/index.js';
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
export function StatusBadge({ status }: { status: AppointmentStatus }) {
  return (
    <span className={styles.badge} data-status={status}>
      {icons[status]} {messages.appointments.status[status]}
    </span>
  );
}
