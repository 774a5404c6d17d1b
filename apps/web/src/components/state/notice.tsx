import { type ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  icon: ReactNode;
  title: string;
  /** The heading's level where the notice stands; left out, the title is plain text */
  level?: 'h2' | 'h3';
  children?: ReactNode;
  /** What the reader can do next */
  actions?: ReactNode;
  /** Announced at once, as something that broke */
  alert?: boolean;
}

/** A state of a view in words, in the place of what it could not show. */
export function Notice({ icon, title, level, children, actions, alert = false }: NoticeProps) {
  const Title = level ?? 'p';
  return (
    <div className={styles.notice} role={alert ? 'alert' : undefined}>
      <div className={styles.icon}>{icon}</div>
      <Title className={styles.title}>{title}</Title>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
