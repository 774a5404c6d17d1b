import { Skeleton } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { BackLink } from '../../../routing/back-link.js';
import { ForwardIcon } from '../../../components/icons/icons.js';
import { Link } from '../../../routing/link.js';
import { addresses } from '../../../routing/location.js';
import { PageTitle } from '../../../components/page-title.js';
import { SignedIn } from '../../../components/sign-in/signed-in.js';
import { messages } from '../../../messages/index.js';
import styles from './account.module.css';
import { type SectionName, sectionNames, sections } from './sections.js';

const texts = messages.account;

function Contents() {
  return (
    <ul className={styles.contents}>
      {sectionNames.map((name) => {
        const { title, lead, Icon } = sections[name];
        return (
          <li key={name}>
            <Link href={addresses.accountSection(name)} className={styles.entry}>
              <Icon />
              <span>
                <strong>{title}</strong>
                <small>{lead}</small>
              </span>
              <ForwardIcon />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** On a wide screen, beside the part that is open. */
function SideNav({ open }: { open: SectionName }) {
  return (
    <nav className={styles.side} aria-label={texts.sections}>
      {sectionNames.map((name) => {
        const { title, Icon } = sections[name];
        return (
          <Link
            key={name}
            href={addresses.accountSection(name)}
            aria-current={name === open ? 'page' : undefined}
          >
            <Icon /> {title}
          </Link>
        );
      })}
    </nav>
  );
}

const isSection = (name: string): name is SectionName => name in sections;

function Section({ name }: { name: SectionName }) {
  const { title, lead, Content } = sections[name];
  return (
    <div className={styles.layout}>
      <SideNav open={name} />
      <div className={styles.section}>
        <BackLink href={addresses.account}>{texts.back}</BackLink>
        <PageTitle key={name} title={title}>
          {title}
        </PageTitle>
        <p className={styles.lead}>{lead}</p>
        <SignedIn skeleton={<Skeleton height={280} radius={16} />}>{() => <Content />}</SignedIn>
      </div>
    </div>
  );
}

/** The account: its parts as a list, or one of them. */
export function AccountPage() {
  const { section = '' }: { section?: string } = useParams({ strict: false });
  if (isSection(section)) return <Section name={section} />;
  return (
    <div className={styles.narrow}>
      <PageTitle title={texts.title}>{texts.title}</PageTitle>
      <p className={styles.lead}>{texts.lead}</p>
      <SignedIn skeleton={<Skeleton height={480} radius={16} />}>{() => <Contents />}</SignedIn>
    </div>
  );
}
