import { useMe } from '../../api/me.js';
import { useSession } from '../../api/http/session.js';
import { Link } from '../../routing/link.js';
import { addresses, useUrl } from '../../routing/location.js';
import { messages } from '../../messages/index.js';
import { destinations } from './navigation.js';
import styles from './main-nav.module.css';

/** Beside the name on a wide screen, within the thumb's reach on a phone. Where there is but one way, no bar is shown. */
export function MainNav() {
  const me = useMe();
  const { status } = useSession();
  const path = useUrl().pathname;
  const shown = destinations[me?.role ?? 'visitor'];
  if (status === 'starting' || shown.length < 2) return null;
  const isOpen = (href: string) => (href === addresses.search ? path === href : path.startsWith(href));
  return (
    <nav className={styles.nav} aria-label={messages.nav.main}>
      <ul>
        {shown.map(({ href, label, Icon }) => (
          <li key={href}>
            <Link href={href} className={styles.link} aria-current={isOpen(href) ? 'page' : undefined}>
              <Icon />
              <span>{label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
