import { type ReactNode, useId } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  title?: string | undefined;
  /** What can be done with the whole of it, beside the title */
  actions?: ReactNode;
  children: ReactNode;
}

/** One part of a page, as a card of its own. */
export function Panel({ title, actions, children }: PanelProps) {
  const id = useId();
  if (title === undefined) return <div className={styles.panel}>{children}</div>;
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Names and what they stand for, one below the other. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

/** Buttons in a row, or below one another where there is no room. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

/** A sentence that something went well, announced. */
export function Saved({ children }: { children: ReactNode }) {
  return (
    <p className={styles.saved} role="status">
      {children}
    </p>
  );
}
