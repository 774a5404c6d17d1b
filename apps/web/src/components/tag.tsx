import { type ReactNode } from 'react';
import styles from './tag.module.css';

interface TagProps {
  icon?: ReactNode;
  tone?: 'plain' | 'good' | 'caution';
  children: ReactNode;
}

/** A state in a word, with an icon that says the same without its colour. */
export function Tag({ icon, tone = 'plain', children }: TagProps) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
