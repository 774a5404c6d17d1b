import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from '../http/client.js';
import { type components } from '../schema.js';

type Schemas = components['schemas'];

export type MergePreview = Schemas['MergePreviewDto'];
export type Merge = Schemas['MergeDto'];

/** What would move if another record were merged into the kept one. */
export const mergePreviewQuery = (keptId: number, from: number) =>
  queryOptions({
    queryKey: ['record', keptId, 'merge-preview', from],
    queryFn: async ({ signal }) => {
      const params = { path: { userId: keptId }, query: { from } };
      return (await answer(api.GET('/users/patients/{userId}/merge-preview', { params, signal }))).data;
    },
    // What is agreed to is what was looked at.
    refetchOnWindowFocus: false,
    gcTime: 0,
  });

/** The merges into a record of the last 30 days. */
export const mergesQuery = (keptId: number) =>
  queryOptions({
    queryKey: ['record', keptId, 'merges'],
    queryFn: async ({ signal }) => {
      const params = { path: { userId: keptId } };
      return (await answer(api.GET('/users/patients/{userId}/merges', { params, signal }))).data;
    },
  });

/** Merges the records of a preview: what it showed moves, or nothing. */
export async function mergeRecords({ kept, merged, version }: MergePreview): Promise<Merge> {
  const init = { params: { path: { userId: kept.userId } }, body: { fromId: merged.userId, version } };
  return (await answer(api.POST('/users/patients/{userId}/merges', init))).data;
}

export async function undoMerge({ keptId, id }: Pick<Merge, 'keptId' | 'id'>): Promise<void> {
  const params = { path: { userId: keptId, mergeId: id } };
  await done(api.POST('/users/patients/{userId}/merges/{mergeId}/undo', { params }));
}
