import { type ReactNode } from 'react';
import { PageTitle } from '../../components/page-title.js';
import styles from './page-head.module.css';

interface PageHeadProps {
  title: string;
  lead?: ReactNode;
  /** The controls of the view */
  children?: ReactNode;
}

export function PageHead({ title, lead, children }: PageHeadProps) {
  return (
    <div className={styles.head}>
      <div>
        <PageTitle title={title}>{title}</PageTitle>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      </div>
      {children !== undefined && <div className={styles.tools}>{children}</div>}
    </div>
  );
}
