import { type QueryClient } from '@tanstack/react-query';

const reload = (client: QueryClient, keys: readonly (readonly unknown[])[]): Promise<unknown> =>
  Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));

/** Loads again what a visit with this doctor changes: the agendas and the free times. */
export const reloadVisits = (client: QueryClient, doctorId: number): Promise<unknown> =>
  reload(client, [
    ['agenda', doctorId],
    ['doctor', doctorId, 'availability'],
  ]);

/** Loads again what the hours of this doctor change: the hours themselves, the agendas and the free times. */
export const reloadHours = (client: QueryClient, doctorId: number): Promise<unknown> =>
  reload(client, [
    ['hours', doctorId],
    ['agenda', doctorId],
    ['doctor', doctorId],
  ]);

/** Loads again the hours, agendas and free times of all doctors, after visits have moved from one to others. */
export const reloadAllDoctors = (client: QueryClient): Promise<unknown> =>
  reload(client, [['hours'], ['agenda'], ['doctor']]);
