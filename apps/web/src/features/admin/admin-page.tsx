import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { type ComponentType } from 'react';
import { type Me } from '../../api/me.js';
import { BackIcon, SearchIcon } from '../../components/icons/icons.js';
import { Link } from '../../routing/link.js';
import { addresses } from '../../routing/location.js';
import { Notice } from '../../components/state/notice.js';
import { PageTitle } from '../../components/page-title.js';
import { SignedIn } from '../../components/sign-in/signed-in.js';
import { messages } from '../../messages/index.js';
import styles from './admin.module.css';
import { AuditSection } from './accounts/audit-section.js';
import { ClosuresSection } from './setup/closures-section.js';
import { DeliveriesSection } from './deliveries/deliveries-section.js';
import { DoctorsSection } from './setup/doctors-section.js';
import { InvitationsSection } from './accounts/invitations-section.js';
import { LooksSection } from './accounts/looks-section.js';
import { LocationsSection } from './setup/locations-section.js';
import { TemplatesSection } from './deliveries/templates-section.js';
import { UsersSection } from './accounts/users-section.js';
import { VisitTypesSection } from './setup/visit-types-section.js';

const texts = messages.admin;

interface Section {
  /** The last part of the address */
  name: string;
  texts: { title: string; lead: string };
  View: ComponentType<{ me: Me }>;
}

const sections: readonly Section[] = [
  { name: 'locations', texts: texts.locations, View: LocationsSection },
  { name: 'closures', texts: texts.closures, View: ClosuresSection },
  { name: 'visit-types', texts: texts.visitTypes, View: VisitTypesSection },
  { name: 'doctors', texts: texts.doctors, View: DoctorsSection },
  { name: 'users', texts: texts.users, View: UsersSection },
  { name: 'invitations', texts: texts.invitations, View: InvitationsSection },
  { name: 'templates', texts: texts.templates, View: TemplatesSection },
  { name: 'deliveries', texts: texts.deliveries, View: DeliveriesSection },
  { name: 'looks', texts: texts.looks, View: LooksSection },
  { name: 'audit', texts: texts.audit, View: AuditSection },
];

const hrefOf = (name: string): string => `${addresses.admin}/${name}`;

function Hub() {
  return (
    <>
      <div className={styles.head}>
        <div>
          <PageTitle title={texts.title}>{texts.title}</PageTitle>
          <p>{texts.lead}</p>
        </div>
      </div>
      <ul className={styles.hub}>
        {sections.map((section) => (
          <li key={section.name}>
            <Link href={hrefOf(section.name)}>
              <strong>{section.texts.title}</strong>
              <span>{section.texts.lead}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function SectionList({ current }: { current: string }) {
  return (
    <nav className={styles.sections} aria-label={texts.sections}>
      <Link href={addresses.admin} className={styles.back}>
        <BackIcon /> {texts.all}
      </Link>
      <ul>
        {sections.map((section) => (
          <li key={section.name}>
            <Link href={hrefOf(section.name)} aria-current={section.name === current ? 'page' : undefined}>
              {section.texts.title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function MissingSection() {
  return (
    <>
      <PageTitle title={messages.states.missingPage}>{messages.states.missingPage}</PageTitle>
      <Notice
        icon={<SearchIcon />}
        title={messages.states.missingPageHint}
        actions={
          <Button component={Link} href={addresses.admin}>
            {texts.all}
          </Button>
        }
      />
    </>
  );
}

export function AdminPage() {
  const { section: name }: { section?: string } = useParams({ strict: false });
  const section = sections.find((each) => each.name === name);
  return (
    <SignedIn roles={['admin']}>
      {(me) => {
        if (name === undefined) return <Hub />;
        if (section === undefined) return <MissingSection />;
        return (
          <div className={styles.layout}>
            <SectionList current={section.name} />
            <div>
              <section.View key={section.name} me={me} />
            </div>
          </div>
        );
      }}
    </SignedIn>
  );
}
