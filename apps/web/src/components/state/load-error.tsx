import { Button } from '@mantine/core';
import { messages } from '../../messages/index.js';
import { OfflineIcon, WarningIcon } from '../icons/icons.js';
import { loadFailureOf } from './load-failure.js';
import { Notice } from './notice.js';
import styles from './notice.module.css';
import { useOnline } from '../../api/http/online.js';
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

/** A failed load, in the place of the data: why, and a way to try again or to see what has changed since. */
export function LoadError({ title, error, onRetry, level, compact = false }: LoadErrorProps) {
  const online = useOnline();
  const { reason, isRefusal } = loadFailureOf(error, online);
  const again = isRefusal ? messages.states.reload : messages.states.retry;
  if (compact) {
    return (
      <div className={styles.compact} role="alert">
        <p>
          {title}. {isRefusal && reason} <RequestId error={error} />
        </p>
        <Button variant="subtle" size="compact-md" onClick={onRetry}>
          {again}
        </Button>
      </div>
    );
  }
  return (
    <Notice
      alert
      icon={online || isRefusal ? <WarningIcon /> : <OfflineIcon />}
      title={title}
      {...(level === undefined ? {} : { level })}
      actions={<Button onClick={onRetry}>{again}</Button>}
    >
      <p>{reason}</p>
      <RequestId error={error} />
    </Notice>
  );
}
