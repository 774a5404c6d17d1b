import { useEffect } from 'react';
import { useMe } from '../../../api/me.js';
import { type Role } from '../../../api/me.js';
import { addresses, insidePath, navigate, useUrl } from '../../../routing/location.js';

const home: Readonly<Record<Role, string>> = {
  patient: addresses.search,
  doctor: addresses.today,
  staff: addresses.board,
  admin: addresses.board,
};

/** Leads a signed-in user to the page they asked for, or to the first page of their role. */
export function useWayOn(): { next: string | undefined } {
  const me = useMe();
  const next = insidePath(useUrl().searchParams.get('next'));
  useEffect(() => {
    if (me !== undefined) navigate(next ?? home[me.role], { replace: true });
  }, [me, next]);
  return { next };
}
