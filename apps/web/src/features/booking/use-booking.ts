import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { bookAppointment } from '../../api/appointments.js';
import { type Hold } from '../../api/holds.js';
import { ApiError } from '../../api/problem.js';
import { addresses, navigate } from '../../components/location.js';
import { finishDraft, isUnsettled, keyOf, settle, useDraft } from './draft.js';
import { expireHold } from './use-hold.js';
import { slotOf, type Wish } from './wish.js';

interface BookingState {
  readonly confirm: () => void;
  readonly isPending: boolean;
  /** Asked for, and no answer came: it may be booked */
  readonly isUnsettled: boolean;
  readonly error: Error | null;
}

const isGone = ({ code }: ApiError): boolean => code === 'hold.expired' || code === 'hold.not_found';

/** Books what is held. However often it is asked for, and over reloads too, it books once. */
export function useBooking(wish: Wish, patientId: number, hold: Hold | undefined): BookingState {
  const client = useQueryClient();
  const draft = useDraft();
  const isBusy = useRef(false);
  const reason = draft.reason.trim();
  const body = {
    doctorId: wish.doctor.id,
    visitTypeId: wish.visitType.id,
    appointmentDateTime: wish.start,
    userId: patientId,
    ...(hold !== undefined && { holdId: hold.id }),
    ...(reason !== '' && { reason }),
  };
  const act = `book ${JSON.stringify(body)}`;

  const finish = (appointmentId: number): void => {
    finishDraft({ slot: slotOf(wish), appointmentId });
    void client.invalidateQueries({ queryKey: ['appointments'] });
    navigate(`${addresses.appointment(appointmentId)}?booked=1`, { replace: true });
  };

  const mutation = useMutation({
    mutationFn: () => bookAppointment(body, keyOf(act)),
    onSuccess: ({ id }) => {
      finish(id);
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.passing) return;
      settle(act);
      if (isGone(error)) expireHold();
      // An answer that was lost, and other details since: the hold has become the visit, under its number.
      if (error.code === 'hold.used' && hold !== undefined) finish(hold.id);
    },
    onSettled: () => {
      isBusy.current = false;
    },
  });

  return {
    confirm: () => {
      if (isBusy.current || hold === undefined) return;
      isBusy.current = true;
      mutation.mutate();
    },
    isPending: mutation.isPending,
    isUnsettled: isUnsettled(draft, act),
    error: mutation.error,
  };
}
