import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { extendHold, holdSlot, releaseHold, type TimedHold } from '../../api/holds.js';
import { ApiError } from '../../api/problem.js';
import { addresses, history } from '../../components/location.js';
import { changeDraft, currentDraft, keyOf, settle, useDraft } from './draft.js';
import { slotOf, type Wish } from './wish.js';

/** A time that is no longer held is free for others at once, unless the API cannot be reached: then when it expires. */
async function giveBack(): Promise<void> {
  const { held } = currentDraft();
  changeDraft({ held: undefined });
  if (held !== undefined) await releaseHold(held.hold.id).catch(() => undefined);
}

/** A refusal is an outcome; when no answer came, the same key asks for it again. */
const settleUnless = (error: unknown, act: string): void => {
  if (!(error instanceof ApiError) || !error.passing) settle(act);
};

export interface HoldState {
  /** Undefined while it is asked for, and when it was refused */
  readonly held: TimedHold | undefined;
  /** Why the time is not held */
  readonly error: Error | null;
  readonly holdAgain: () => void;
  readonly extend: () => void;
  readonly extension: { readonly isPending: boolean; readonly error: Error | null };
}

/** Keeps the time that is wanted for as long as the page is open, and gives it back when the page is left. */
export function useHold(wish: Wish, patientId: number): HoldState {
  const client = useQueryClient();
  const draft = useDraft();
  const doctorId = wish.doctor.id;
  const text = `${slotOf(wish)} ${patientId}`;

  const query = useQuery({
    queryKey: ['hold', text],
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: async () => {
      if (currentDraft().held?.wish === text) return null;
      await giveBack();
      const act = `hold ${text}`;
      const body = {
        doctorId,
        visitTypeId: wish.visitType.id,
        appointmentDateTime: wish.start,
        userId: patientId,
      };
      try {
        changeDraft({ held: { ...(await holdSlot(body, keyOf(act))), wish: text } });
        settle(act);
      } catch (error) {
        settleUnless(error, act);
        throw error;
      }
      return null;
    },
  });

  const held = draft.held?.wish === text ? draft.held : undefined;

  const extension = useMutation({
    mutationFn: async ({ hold }: TimedHold) => {
      const act = `extend ${hold.id}`;
      try {
        changeDraft({ held: { ...(await extendHold(hold.id, keyOf(act))), wish: text } });
        settle(act);
      } catch (error) {
        settleUnless(error, act);
        if (error instanceof ApiError && error.code === 'hold.expired') expireHold();
        throw error;
      }
    },
  });

  useEffect(
    () => () => {
      if (history.location.pathname === addresses.booking) return;
      void giveBack().then(() =>
        client.invalidateQueries({ queryKey: ['doctor', doctorId, 'availability'] }),
      );
    },
    [client, doctorId],
  );

  return {
    held,
    error: held === undefined && !query.isFetching ? query.error : null,
    holdAgain: () => {
      changeDraft({ held: undefined });
      void query.refetch();
    },
    extend: () => {
      if (held !== undefined && !extension.isPending) extension.mutate(held);
    },
    extension,
  };
}

/** The API holds it no longer, whatever the clock here says. */
export function expireHold(): void {
  const { held } = currentDraft();
  if (held !== undefined) changeDraft({ held: { ...held, deadline: 0 } });
}
