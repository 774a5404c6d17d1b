import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { bookAppointment } from '../../../api/appointments.js';
import { type Hold } from '../../../api/holds.js';
import { ApiError } from '../../../api/http/problem.js';
import { addresses, navigate } from '../../../routing/location.js';
import { type BookingRequest, slotOf } from './booking-request.js';
import { answered, type Draft, finishDraft, isUnanswered, keyFor, useDraft } from './draft.js';
import { expireHold } from './hold/use-hold.js';

interface BookingState {
  readonly confirm: () => void;
  readonly isPending: boolean;
  /** Sent, and no answer came: it may be booked */
  readonly isUnanswered: boolean;
  readonly error: Error | null;
}

const isGone = ({ code }: ApiError): boolean => code === 'hold.expired' || code === 'hold.not_found';

function bodyOf(request: BookingRequest, userId: number, hold: Hold | undefined, draft: Draft) {
  const reason = draft.reason.trim();
  return {
    doctorId: request.doctor.id,
    visitTypeId: request.visitType.id,
    appointmentDateTime: request.start,
    userId,
    ...(hold !== undefined && { holdId: hold.id }),
    ...(reason !== '' && { reason }),
  };
}

/** Ends the booking: the draft is done with, and the visit is shown. */
function useFinish(request: BookingRequest): (appointmentId: number) => void {
  const client = useQueryClient();
  return (appointmentId) => {
    finishDraft({ slot: slotOf(request), appointmentId });
    void client.invalidateQueries({ queryKey: ['appointments'] });
    navigate(`${addresses.appointment(appointmentId)}?booked=1`, { replace: true });
  };
}

/** Books the held time. However often it is asked for, and over reloads too, it books once. */
export function useBooking(request: BookingRequest, patientId: number, hold: Hold | undefined): BookingState {
  const draft = useDraft();
  const isBusy = useRef(false);
  const finish = useFinish(request);
  const body = bodyOf(request, patientId, hold, draft);
  const name = `book ${JSON.stringify(body)}`;
  const mutation = useMutation({
    mutationFn: () => bookAppointment(body, keyFor(name)),
    onSuccess: ({ id }) => {
      finish(id);
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.passing) return;
      answered(name);
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
    isUnanswered: isUnanswered(draft, name),
    error: mutation.error,
  };
}
