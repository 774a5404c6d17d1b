import { useMutation, useQueryClient } from '@tanstack/react-query';
import { takeStep, type Visit, type VisitStep } from '../api/clinic/agenda.js';
import { useRequestKeys } from '../api/http/request-key.js';
import { messages } from '../messages/index.js';
import { offerUndo, withdrawUndo } from './undo-toast.js';
import { patientName } from './visit-words.js';

interface Step {
  step: VisitStep;
  reason?: string;
}

/**
 * Takes a step of a visit, offers to take it back, and reloads the agenda afterwards: a refused step means that the page
 * was out of date.
 */
export function useSteps(visit: Visit) {
  const { id, version, doctorId } = visit;
  const client = useQueryClient();
  const { keyFor } = useRequestKeys();
  const refresh = () => client.invalidateQueries({ queryKey: ['agenda', doctorId] });
  return {
    take: async ({ step, reason = '' }: Step): Promise<void> => {
      const why = reason === '' ? {} : { reason };
      const key = keyFor([id, version, step, why]);
      withdrawUndo(visit);
      const taken = await takeStep({ visit: { id, version }, step, key, ...why });
      if (step === 'confirm' || step === 'undo') return;
      const title = messages.desk.stepFor(messages.desk.status[taken.status], patientName(visit.patient));
      offerUndo(visit, title, async () => {
        const again = keyFor([id, taken.version, 'undo']);
        await takeStep({ visit: taken, step: 'undo', key: again }).finally(refresh);
      });
    },
    refresh,
  };
}

/** A step that is taken with one tap. */
export function useStep(visit: Visit) {
  const { take, refresh } = useSteps(visit);
  return useMutation({ mutationFn: take, onSettled: refresh });
}
