import { type ReactNode } from 'react';
import { BackIcon } from '../../components/icons/icons.js';
import { PageTitle } from '../../components/page-title.js';
import { messages } from '../../messages/index.js';
import { Link } from '../../routing/link.js';
import styles from './admin.module.css';
import { useEditing } from './use-editing.js';

/** A form in the place of the list, with the way back to it. */
export function FormCard({ title, children }: { title: string; children: ReactNode }) {
  const { listHref } = useEditing();
  return (
    <>
      <Link href={listHref} className={styles.back}>
        <BackIcon /> {messages.admin.back}
      </Link>
      <PageTitle title={title}>{title}</PageTitle>
      <div className={styles.card}>{children}</div>
    </>
  );
}

/** Shown when the address names a record that does not exist. */
export function MissingRecord() {
  return <FormCard title={messages.admin.nothing}>{messages.errors['request.unknown_id']}</FormCard>;
}
