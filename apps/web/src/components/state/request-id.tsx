import { ApiError } from '../../api/http/problem.js';
import { messages } from '../../messages/index.js';
import styles from './notice.module.css';

/** What to name when asking for help with a refusal. */
export function RequestId({ error }: { error: Error }) {
  if (!(error instanceof ApiError) || error.requestId === undefined) return null;
  return (
    <span className={styles.requestId}>
      {messages.states.requestId} <code>{error.requestId}</code>
    </span>
  );
}
