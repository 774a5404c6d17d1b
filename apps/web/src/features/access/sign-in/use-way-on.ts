import { useEffect } from 'react';
import { useMe } from '../../../api/me.js';
import { type Role } from '../../../api/me.js';
import { addresses, isWayIn, navigate, useUrl, wantedFrom } from '../../../routing/location.js';

const home: Readonly<Record<Role, string>> = {
  patient: addresses.search,
  doctor: addresses.today,
  staff: addresses.board,
  admin: addresses.board,
};

/** Leads a signed-in user to the page they asked for, or to the first page of their role. */
export function useWayOn(): { next: string | undefined } {
  const me = useMe();
  const url = useUrl();
  const next = wantedFrom(url);
  // While the page that is wanted is being loaded, this one is on show still, under the other's address.
  const isHere = isWayIn(url);
  useEffect(() => {
    if (me !== undefined && isHere) navigate(next ?? home[me.role], { replace: true });
  }, [me, next, isHere]);
  return { next };
}
