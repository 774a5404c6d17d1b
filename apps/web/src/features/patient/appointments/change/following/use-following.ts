import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Appointment } from '../../../../../api/appointments.js';
import { reloadAllDoctors } from '../../../../../api/clinic/changes.js';
import { type FollowingChange, type MovedSeries, moveFollowing } from '../../../../../api/following.js';
import { useRequestKeys } from '../../../../../api/http/request-key.js';
import { useMe } from '../../../../../api/me.js';
import { addresses } from '../../../../../routing/location.js';
import { messages } from '../../../../../messages/index.js';

export type MoveAll = UseMutationResult<MovedSeries, Error, FollowingChange>;

/** Moves the visits. Whatever comes of it, what is on show is loaded anew: others may have taken times. */
export function useMoveAll(appointment: Appointment, onDone: (moved: MovedSeries) => void): MoveAll {
  const client = useQueryClient();
  const { keyFor } = useRequestKeys();
  return useMutation({
    mutationFn: (change: FollowingChange) =>
      moveFollowing(appointment, change, keyFor([appointment.version, change])),
    onSuccess: onDone,
    onSettled: () =>
      Promise.all([client.invalidateQueries({ queryKey: ['appointments'] }), reloadAllDoctors(client)]),
  });
}

/** Where the user comes from: the front desk and doctors from their own pages, patients from the visit. */
export function useWayBack(appointment: Pick<Appointment, 'id' | 'userId'>): { href: string; label: string } {
  const me = useMe();
  if (me?.role === 'staff' || me?.role === 'admin')
    return { href: addresses.board, label: messages.nav.board };
  if (me?.role === 'doctor' && me.id !== appointment.userId)
    return { href: addresses.today, label: messages.nav.today };
  return { href: addresses.appointments, label: messages.appointments.back };
}
