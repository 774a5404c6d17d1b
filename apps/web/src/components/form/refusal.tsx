import { ApiError } from '../../api/http/problem.js';
import { useOnline } from '../../api/http/online.js';
import { WarningIcon } from '../icons/icons.js';
import { RequestId } from '../state/request-id.js';
import styles from './form.module.css';
import { reasonOf, type RefusalWords } from './refusals.js';

interface RefusalProps {
  error: Error | null;
  /** The page's own words, by the API's code */
  words?: RefusalWords | undefined;
}

/** Why nothing happened. Beside a form without fields it also says what is wrong with a field of the request. */
export function Refusal({ error, words }: RefusalProps) {
  const online = useOnline();
  if (error === null) return null;
  const sentence = reasonOf(error, online, words);
  if (sentence === '') return null;
  // A refusal that the page expects is no case for support.
  const isExpected =
    error instanceof ApiError && error.code !== undefined && words?.[error.code] !== undefined;
  return (
    <div className={styles.refusal} role="alert">
      <WarningIcon />
      <p>
        {sentence} {!isExpected && <RequestId error={error} />}
      </p>
    </div>
  );
}
