import { type ReactNode } from 'react';
import { PageTitle } from '../page-title.js';
import styles from './form.module.css';

interface StepProps {
  title: string;
  /** A result, not a question */
  icon?: ReactNode;
  /** It came in the place of another one */
  follows?: boolean;
  lead: ReactNode;
  children?: ReactNode;
}

/** One thing at a time, in a card of its own. */
export function Step({ title, icon, follows, lead, children }: StepProps) {
  return (
    <div className={styles.step}>
      {icon !== undefined && <div className={styles.icon}>{icon}</div>}
      <PageTitle key={title} title={title} follows={follows} size="small">
        {title}
      </PageTitle>
      <p className={styles.lead}>{lead}</p>
      {children}
    </div>
  );
}
