import { Button } from '@mantine/core';
import { type ReactNode } from 'react';
import { CheckIcon } from '../../components/icons/icons.js';
import { PageTitle } from '../../components/page-title.js';
import { messages } from '../../messages/index.js';
import { Link } from '../../routing/link.js';
import styles from './admin.module.css';
import { useEditing } from './use-editing.js';

/** Says that an action worked, at the place of the action. */
export function Done({ children }: { children: ReactNode }) {
  return (
    <div role="status">
      {children !== undefined && (
        <p className={styles.done}>
          <CheckIcon /> {children}
        </p>
      )}
    </div>
  );
}

interface SectionHeadProps {
  title: string;
  lead: string;
  /** The label of the button that adds a record */
  add?: string;
}

export function SectionHead({ title, lead, add }: SectionHeadProps) {
  const { hrefOf, isSaved } = useEditing();
  return (
    <>
      <div className={styles.head}>
        <div>
          <PageTitle title={title}>{title}</PageTitle>
          <p>{lead}</p>
        </div>
        {add !== undefined && (
          <Button component={Link} href={hrefOf('new')}>
            {add}
          </Button>
        )}
      </div>
      <Done>{isSaved ? messages.admin.saved : undefined}</Done>
    </>
  );
}
