import { type ReactNode, useEffect, useRef } from 'react';
import { messages } from '../messages/index.js';
import { hasMoved } from '../routing/location.js';
import styles from './page-title.module.css';

interface PageTitleProps {
  /** What the browser's tab says, before the product's name */
  title: string;
  children: ReactNode;
  size?: 'small' | 'large';
  /** It stands where another one stood until something was done, and takes the focus for that */
  follows?: boolean | undefined;
}

/** The view's `h1`. It names the tab and takes the focus when the reader arrives from another view. */
export function PageTitle({ title, children, size, follows = false }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (follows || hasMoved()) heading.current?.focus({ preventScroll: true });
  }, [follows]);
  useEffect(() => {
    document.title = messages.app.title(title);
  }, [title]);
  return (
    <h1 ref={heading} tabIndex={-1} className={styles.title} data-size={size}>
      {children}
    </h1>
  );
}
