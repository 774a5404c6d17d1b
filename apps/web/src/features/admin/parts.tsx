import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { BackIcon, CheckIcon } from '../../components/icons.js';
import { Link } from '../../components/link.js';
import { navigate, useUrl, withParams } from '../../components/location.js';
import { PageTitle } from '../../components/page-title.js';
import { messages } from '../../messages/index.js';
import styles from './admin.module.css';

const texts = messages.admin;

/** What the address says is being edited: the id of a record, or a new one. */
export function useEditing() {
  const url = useUrl();
  const edit = url.searchParams.get('edit');
  return {
    isNew: edit === 'new',
    id: edit !== null && /^\d{1,9}$/.test(edit) ? Number(edit) : undefined,
    hrefOf: (id: number | 'new') => withParams(url, { edit: String(id), saved: undefined }),
    listHref: withParams(url, { edit: undefined, saved: undefined }),
    isSaved: url.searchParams.has('saved'),
    /** Shows the list again, which says that it worked */
    showSaved: () => {
      navigate(withParams(url, { edit: undefined, saved: 'yes' }), { replace: true });
    },
  };
}

/** Whatever an admin changes may stand on any page, the patients' too. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}

interface HeadProps {
  title: string;
  lead: string;
  /** What the button says that adds a record */
  add?: string;
}

export function Head({ title, lead, add }: HeadProps) {
  const { hrefOf, isSaved } = useEditing();
  return (
    <>
      <div className={styles.head}>
        <div>
          <PageTitle title={title}>{title}</PageTitle>
          <p>{lead}</p>
        </div>
        {add !== undefined && (
          <Button component={Link} href={hrefOf('new')}>
            {add}
          </Button>
        )}
      </div>
      <Done>{isSaved ? texts.saved : undefined}</Done>
    </>
  );
}

/** That something worked, said where it was asked for. */
export function Done({ children }: { children: ReactNode }) {
  return (
    <div role="status">
      {children !== undefined && (
        <p className={styles.done}>
          <CheckIcon /> {children}
        </p>
      )}
    </div>
  );
}

/** A form in the place of the list, with the way back to it. */
export function FormCard({ title, children }: { title: string; children: ReactNode }) {
  const { listHref } = useEditing();
  return (
    <>
      <Link href={listHref} className={styles.back}>
        <BackIcon /> {texts.back}
      </Link>
      <PageTitle key={title} title={title}>
        {title}
      </PageTitle>
      <div className={styles.card}>{children}</div>
    </>
  );
}

export function EditLink({ id, name }: { id: number; name: string }) {
  const { hrefOf } = useEditing();
  return (
    <Button
      component={Link}
      href={hrefOf(id)}
      variant="default"
      size="sm"
      mih={44}
      aria-label={texts.editOf(name)}
    >
      {texts.edit}
    </Button>
  );
}
