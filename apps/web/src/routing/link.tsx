import { type AnchorHTMLAttributes, type MouseEvent } from 'react';
import { navigate } from './location.js';

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
  /** The address that the next page should lead back to */
  from?: string | undefined;
}

/** An ordinary link that changes the view without loading the page again. */
export function Link({ href, from, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    // New tabs and windows stay the browser's business.
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(href, from === undefined ? {} : { from });
  };
  return <a href={href} onClick={follow} {...rest} />;
}
