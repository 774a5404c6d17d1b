import { WarningIcon } from '../icons.js';
import { useOnline } from '../online.js';
import { RequestId } from '../request-id.js';
import styles from './form.module.css';
import { refusalOf } from './refusals.js';

/** Why nothing happened, where no field is to blame for it. */
export function Refusal({ error }: { error: Error | null }) {
  const refusal = refusalOf(error, useOnline());
  if (error === null || refusal === undefined) return null;
  return (
    <div className={styles.refusal} role="alert">
      <WarningIcon />
      <p>
        {refusal} <RequestId error={error} />
      </p>
    </div>
  );
}
