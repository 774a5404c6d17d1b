import { Link } from '../../routing/link.js';
import { useUrl, withParams } from '../../routing/location.js';
import { messages } from '../../messages/index.js';
import styles from './view-toggle.module.css';

const texts = messages.agenda;

/** Whether the address asks for the table, which says the same as the columns. */
export const useTableView = (): boolean => useUrl().searchParams.get('view') === 'table';

export function ViewToggle() {
  const url = useUrl();
  const isTable = useTableView();
  return (
    <nav className={styles.toggle} aria-label={texts.view}>
      <Link href={withParams(url, { view: undefined })} aria-current={isTable ? undefined : 'true'}>
        {texts.asColumns}
      </Link>
      <Link href={withParams(url, { view: 'table' })} aria-current={isTable ? 'true' : undefined}>
        {texts.asTable}
      </Link>
    </nav>
  );
}
