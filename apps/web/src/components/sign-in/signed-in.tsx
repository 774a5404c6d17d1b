import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { type Me, meQuery, type Role, useMe } from '../../api/me.js';
import { useSession } from '../../api/http/session.js';
import { messages } from '../../messages/index.js';
import { WarningIcon } from '../icons/icons.js';
import { Link } from '../../routing/link.js';
import { LoadError } from '../state/load-error.js';
import { addresses, isWayIn, navigate, useUrl, wantedFrom } from '../../routing/location.js';
import { Notice } from '../state/notice.js';
import { PageTitle } from '../page-title.js';

const texts = messages.signIn;

function Forbidden() {
  return (
    <>
      <PageTitle title={texts.forbidden}>{texts.forbidden}</PageTitle>
      <Notice
        icon={<WarningIcon />}
        title={texts.forbiddenHint}
        actions={
          <Button component={Link} href={addresses.search}>
            {texts.home}
          </Button>
        }
      />
    </>
  );
}

interface SignedInProps {
  /** The roles that may open the page; left out, every signed-in user may */
  roles?: readonly Role[];
  /** What stands there until it is known who is signed in, in the page's own shape */
  skeleton?: ReactNode;
  children: (me: Me) => ReactNode;
}

/** A page for users: visitors sign in first and come back, users of other roles are told that it is not for them. */
export function SignedIn({
  roles,
  skeleton = <Skeleton height={320} radius={16} />,
  children,
}: SignedInProps) {
  const { status } = useSession();
  const me = useMe();
  const url = useUrl();
  const isVisitor = status === 'signed-out';
  useEffect(() => {
    // While the page of signing in is being loaded, this one is on show still, under the other's address.
    if (isVisitor && !isWayIn(url)) navigate(addresses.signIn(wantedFrom(url)), { replace: true });
  }, [isVisitor, url]);
  const { error, refetch } = useQuery({ ...meQuery(), enabled: false });
  if (me === undefined)
    return error === null || isVisitor ? (
      skeleton
    ) : (
      <LoadError title={texts.failed} error={error} onRetry={() => void refetch()} />
    );
  return roles === undefined || roles.includes(me.role) ? children(me) : <Forbidden />;
}
