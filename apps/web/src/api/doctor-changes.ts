import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen, type LiveEvent } from './http/live.js';

/** The doctors that an event is about; all of them after a gap, in which any of them may have changed. */
function changedIn({ type, data }: LiveEvent, ids: readonly number[], isFirst: boolean): readonly number[] {
  if (type === 'changed') return [(JSON.parse(data) as { doctorId: number }).doctorId];
  return isFirst ? ids : [];
}

/** Asks for the free times and visits of these doctors again when a visit with them is booked, moved or cancelled. */
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
          void client.invalidateQueries({ queryKey: ['agenda', id] });
        }
        isFirst = false;
      },
    );
  }, [client, list]);
}
