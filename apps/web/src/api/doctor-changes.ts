import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen, type LiveEvent } from './live.js';

/** Whom an event is about; everybody after a gap, in which anything may have happened. */
function changedIn({ type, data }: LiveEvent, ids: readonly number[], isFirst: boolean): readonly number[] {
  if (type === 'changed') return [(JSON.parse(data) as { doctorId: number }).doctorId];
  return isFirst ? ids : [];
}

/** Asks for the free times and visits of these doctors again whenever somebody books, moves or cancels with them. */
export function useDoctorChanges(ids: readonly number[]): void {
  const client = useQueryClient();
  const list = ids.join(',');
  useEffect(() => {
    if (list === '') return undefined;
    let isFirst = true;
    return listen(
      () => {
        isFirst = true;
        return `/v1/doctors/changes?ids=${list}`;
      },
      (event) => {
        for (const id of changedIn(event, list.split(',').map(Number), isFirst)) {
          void client.invalidateQueries({ queryKey: ['doctor', id, 'availability'] });
          void client.invalidateQueries({ queryKey: ['day', id] });
        }
        isFirst = false;
      },
    );
  }, [client, list]);
}
