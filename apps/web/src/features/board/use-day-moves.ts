import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { moveVisit } from '../../api/day.js';
import { type ProposedMove, type ProposedPlace } from '../../api/desk-bookings.js';
import { addException, exceptionsQuery } from '../../api/hours.js';
import { useRequestKey } from '../../api/request-key.js';

export interface PlannedMove {
  readonly move: ProposedMove;
  readonly to: ProposedPlace;
}

interface Plan {
  moves: readonly PlannedMove[];
  reason: string;
  close: boolean;
}

/** How it went, by the id of the visit */
export type MoveResults = ReadonlyMap<number, 'moved' | Error>;

/**
 * Closes the day, so that nobody books it meanwhile, and moves one visit after the other. Each is told of on its own:
 * what was refused can be tried again or taken elsewhere.
 */
export function useDayMoves(doctorId: number, date: string) {
  const client = useQueryClient();
  const { keyFor } = useRequestKey();
  const [results, setResults] = useState<MoveResults>(new Map());
  const closeDay = async (reason: string) => {
    const exceptions = await client.query({ ...exceptionsQuery(doctorId), staleTime: 0 });
    const isClosed = exceptions.some(
      (each) => each.date === date && each.kind === 'closed' && each.start === null,
    );
    if (!isClosed) await addException(doctorId, { date, kind: 'closed', reason });
  };
  const act = useMutation({
    mutationFn: async ({ moves, reason, close }: Plan) => {
      if (close) await closeDay(reason);
      for (const { move, to } of moves) {
        const visit = move.appointment;
        const change = {
          appointmentDateTime: to.appointmentDateTime,
          ...(to.doctorId !== visit.doctorId && { doctorId: to.doctorId }),
          changeReason: reason,
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
      }
    },
    onSettled: () =>
      Promise.all(['day', 'doctor', 'hours'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  });
  return { act, results };
}
