import { ApiError } from '../../api/problem.js';
import { messages } from '../../messages/index.js';
import { fieldErrors, refusalOf } from '../form/refusals.js';
import { WarningIcon } from '../icons.js';
import { useOnline } from '../online.js';
import { RequestId } from '../request-id.js';
import styles from './desk.module.css';

/** Why something was not done, in words. */
export function DeskRefusal({ error }: { error: Error | null }) {
  const online = useOnline();
  if (error === null) return null;
  const known = error instanceof ApiError ? messages.desk.refusals[error.code ?? ''] : undefined;
  const faults = Object.values(fieldErrors(error));
  const words = known ?? refusalOf(error, online) ?? (faults.length > 0 ? faults.join(' ') : undefined);
  if (words === undefined) return null;
  return (
    <div className={styles.refusal} role="alert">
      <WarningIcon />
      <p>
        {words} {known === undefined && <RequestId error={error} />}
      </p>
    </div>
  );
}
