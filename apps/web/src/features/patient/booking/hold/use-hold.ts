import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { extendHold, holdSlot, releaseHold, type TimedHold } from '../../../../api/holds.js';
import { ApiError } from '../../../../api/http/problem.js';
import { addresses, history } from '../../../../routing/location.js';
import { type BookingRequest, slotOf } from '../booking-request.js';
import { answered, changeDraft, currentDraft, keyFor, useDraft } from '../draft.js';

/** A time that is no longer held is free for others at once, unless the API cannot be reached: then when it expires. */
async function giveBack(): Promise<void> {
  const { held } = currentDraft();
  changeDraft({ held: undefined });
  if (held !== undefined) await releaseHold(held.hold.id).catch(() => undefined);
}

/** The API holds it no longer, though the clock of this device says so. */
export function expireHold(): void {
  const { held } = currentDraft();
  if (held !== undefined) changeDraft({ held: { ...held, deadline: 0 } });
}

/**
 * Keeps in the draft what the API holds. A refusal is an answer; when no answer came, the same key asks again.
 *
 * @param name of what is asked for, once however often
 * @param slot what is held then, and for which patient
 */
async function keepHeld(
  name: string,
  slot: string,
  send: (key: string) => Promise<TimedHold>,
): Promise<void> {
  try {
    changeDraft({ held: { ...(await send(keyFor(name))), slot } });
    answered(name);
  } catch (error) {
    if (!(error instanceof ApiError) || !error.passing) answered(name);
    throw error;
  }
}

function useHolding({ doctor, visitType, start }: BookingRequest, slot: string, userId: number) {
  return useQuery({
    queryKey: ['hold', slot],
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: async () => {
      if (currentDraft().held?.slot === slot) return null;
      await giveBack();
      const body = { doctorId: doctor.id, visitTypeId: visitType.id, appointmentDateTime: start, userId };
      await keepHeld(`hold ${slot}`, slot, (key) => holdSlot(body, key));
      return null;
    },
  });
}

const useExtension = (slot: string) =>
  useMutation({
    mutationFn: async ({ hold }: TimedHold) => {
      try {
        await keepHeld(`extend ${hold.id}`, slot, (key) => extendHold(hold.id, key));
      } catch (error) {
        if (error instanceof ApiError && error.code === 'hold.expired') expireHold();
        throw error;
      }
    },
  });

/** Gives the time back when the booking is left. */
function useGivingBack(doctorId: number): void {
  const client = useQueryClient();
  useEffect(
    () => () => {
      if (history.location.pathname === addresses.booking) return;
      void giveBack().then(() =>
        client.invalidateQueries({ queryKey: ['doctor', doctorId, 'availability'] }),
      );
    },
    [client, doctorId],
  );
}

export interface HoldState {
  /** Undefined while it is asked for, and when it was refused */
  readonly held: TimedHold | undefined;
  /** Why the time is not held */
  readonly error: Error | null;
  readonly holdAgain: () => void;
  readonly extend: () => void;
  readonly extension: { readonly isPending: boolean; readonly error: Error | null };
}

/** Holds the requested time for as long as the page is open. */
export function useHold(request: BookingRequest, patientId: number): HoldState {
  const draft = useDraft();
  const slot = `${slotOf(request)} ${patientId}`;
  const holding = useHolding(request, slot, patientId);
  const extension = useExtension(slot);
  useGivingBack(request.doctor.id);
  const held = draft.held?.slot === slot ? draft.held : undefined;
  return {
    held,
    error: held === undefined && !holding.isFetching ? holding.error : null,
    holdAgain: () => {
      changeDraft({ held: undefined });
      void holding.refetch();
    },
    extend: () => {
      if (held !== undefined && !extension.isPending) extension.mutate(held);
    },
    extension,
  };
}
