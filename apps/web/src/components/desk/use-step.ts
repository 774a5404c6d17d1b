import { useMutation, useQueryClient } from '@tanstack/react-query';
import { takeStep, type Visit, type VisitStep } from '../../api/day.js';
import { useRequestKey } from '../../api/request-key.js';

/** Takes a step and shows the day as it is then; also when it was refused, for then the page was out of date. */
export function useStep(visit: Visit, onDone: () => void = () => undefined) {
  const client = useQueryClient();
  const { keyFor, succeeded } = useRequestKey();
  return useMutation({
    mutationFn: async ({ step, reason }: { step: VisitStep; reason?: string }) => {
      const why = reason === undefined || reason === '' ? {} : { reason };
      const key = keyFor([visit.id, visit.version, step, why]);
      await takeStep({ visit, step, key, ...why });
    },
    onSuccess: () => {
      succeeded();
      onDone();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['day', visit.doctorId] }),
  });
}
