import { queryOptions } from '@tanstack/react-query';
import { type Appointment } from './appointments.js';
import { answer, api } from './http/client.js';
import { ofVersion } from './http/versions.js';
import { type components } from './schema.js';

type Schemas = components['schemas'];
export type PreviewedMove = Schemas['PreviewedMoveDto'];
export type MovedSeries = Schemas['MovedSeriesDto'];
/** Where a visit of a series goes, and with it those that follow */
export type FollowingChange = Schemas['FollowingChangesDto'];
type Seen = Pick<Appointment, 'id' | 'version'>;

/** What would become of a visit and those that follow; always of this moment, as others take times meanwhile. */
export const followingQuery = ({ id, version }: Seen, body: FollowingChange) =>
  queryOptions({
    queryKey: ['appointments', id, 'following', version, body],
    queryFn: async ({ signal }) =>
      (
        await answer(
          api.POST('/appointments/{id}/move-following/preview', { params: { path: { id } }, body, signal }),
        )
      ).data.moves,
    staleTime: 0,
  });

/** @param seen the first visit as the reader saw it: nothing is moved when it changed meanwhile */
export async function moveFollowing(seen: Seen, body: FollowingChange, key: string): Promise<MovedSeries> {
  const params = {
    path: { id: seen.id },
    header: { ...ofVersion(seen.version), 'Idempotency-Key': key },
  };
  return (await answer(api.POST('/appointments/{id}/move-following', { params, body }))).data;
}
