import { Button } from '@mantine/core';
import { ApiError } from '../api/problem.js';
import { messages } from '../messages/index.js';
import { OfflineIcon, WarningIcon } from './icons.js';
import { Notice } from './notice.js';
import styles from './notice.module.css';
import { useOnline } from './online.js';
import { RequestId } from './request-id.js';

interface LoadErrorProps {
  /** What is missing, as a sentence without its full stop */
  title: string;
  error: Error;
  onRetry: () => void;
  level?: 'h2' | 'h3';
  /** One line instead of a panel */
  compact?: boolean;
}

/** A failed load, in the place of the data, with a way to try again. */
export function LoadError({ title, error, onRetry, level, compact = false }: LoadErrorProps) {
  const online = useOnline();
  if (compact) {
    return (
      <div className={styles.compact} role="alert">
        <p>
          {title}. <RequestId error={error} />
        </p>
        <Button variant="subtle" size="compact-md" onClick={onRetry}>
          {messages.states.retry}
        </Button>
      </div>
    );
  }
  const answered = error instanceof ApiError && error.status !== 0;
  const reason = answered ? messages.states.refused : messages.states.unreachable;
  return (
    <Notice
      alert
      icon={online ? <WarningIcon /> : <OfflineIcon />}
      title={title}
      {...(level === undefined ? {} : { level })}
      actions={<Button onClick={onRetry}>{messages.states.retry}</Button>}
    >
      <p>{online ? reason : messages.states.offline}</p>
      <RequestId error={error} />
    </Notice>
  );
}
