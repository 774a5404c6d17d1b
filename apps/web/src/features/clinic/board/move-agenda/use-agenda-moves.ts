import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { moveVisit } from '../../../../api/clinic/agenda.js';
import { type ProposedMove, type ProposedSlot } from '../../../../api/clinic/bookings.js';
import { reloadAllDoctors } from '../../../../api/clinic/changes.js';
import { addException, exceptionsQuery } from '../../../../api/clinic/hours.js';
import { useRequestKeys } from '../../../../api/http/request-key.js';
import { type Act, useAct } from '../../../../components/form/act.js';
import { messages } from '../../../../messages/index.js';

export interface ChosenMove {
  readonly move: ProposedMove;
  readonly to: ProposedSlot;
}

/** The result of each move, by the id of the visit */
export type MoveResults = ReadonlyMap<number, 'moved' | Error>;

/** Closes the date for a doctor, unless it is closed already. */
function useClosedDate(doctorId: number, date: string): (reason: string) => Promise<void> {
  const client = useQueryClient();
  return async (reason) => {
    const exceptions = await client.query({ ...exceptionsQuery(doctorId), staleTime: 0 });
    const isClosed = exceptions.some(
      (each) => each.date === date && each.kind === 'closed' && each.start === null,
    );
    if (!isClosed) await addException(doctorId, { date, kind: 'closed', reason });
  };
}

interface AgendaMoves {
  act: Act<void>;
  results: MoveResults;
}

/**
 * Closes the date first, where that is ticked, so that no patient books it meanwhile; then moves one visit after the other.
 * Each visit has a result of its own: a refused move can be tried again, or with another slot.
 *
 * @param moves what the user has chosen; moves that are made already are skipped
 */
export function useAgendaMoves(doctorId: number, date: string, moves: readonly ChosenMove[]): AgendaMoves {
  const client = useQueryClient();
  const { keyFor } = useRequestKeys();
  const closeDate = useClosedDate(doctorId, date);
  const [results, setResults] = useState<MoveResults>(new Map());
  const moveOne = async ({ move: { appointment: visit }, to }: ChosenMove, changeReason: string) => {
    const change = {
      appointmentDateTime: to.appointmentDateTime,
      ...(to.doctorId !== visit.doctorId && { doctorId: to.doctorId }),
      changeReason,
    };
    const result = await moveVisit({
      visit,
      change,
      key: keyFor([visit.id, visit.version, change]),
    }).then(
      () => 'moved' as const,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    setResults((before) => new Map(before).set(visit.id, result));
  };
  const act = useAct(
    async (typed, ticked) => {
      const reason = typed('reason').trim() || messages.board.move.defaultReason;
      if (ticked('close').length > 0) await closeDate(reason);
      const left = moves.filter(({ move }) => results.get(move.appointment.id) !== 'moved');
      for (const move of left) await moveOne(move, reason);
    },
    { onSettled: () => reloadAllDoctors(client) },
  );
  return { act, results };
}
