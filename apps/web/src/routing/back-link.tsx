import { type ReactNode } from 'react';
import styles from './back-link.module.css';
import { BackIcon } from '../components/icons/icons.js';
import { Link } from './link.js';

/** The way up, above the page's title. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={styles.back}>
      <BackIcon /> {children}
    </Link>
  );
}
