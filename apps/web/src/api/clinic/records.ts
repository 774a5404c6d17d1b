import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, nextCursor } from '../http/client.js';
import { ofVersion } from '../http/versions.js';
import { type components } from '../schema.js';

type Schemas = components['schemas'];

export type PatientRecord = Schemas['PatientRecordDto'];
export type CalledOffVisit = Schemas['CalledOffVisitDto'];
export type RecordChange = Schemas['RecordChangeDto'];

const pathOf = (userId: number) => ({ path: { userId } });

/** A patient's record. */
export const recordQuery = (userId: number) =>
  queryOptions({
    queryKey: ['record', userId],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/users/patients/{userId}', { params: pathOf(userId), signal }))).data,
    // A form begins with the record as it is now, and no data of people is kept longer than it is looked at.
    gcTime: 0,
  });

/** What was done to a record, the last thing first. */
export const recordChangesQuery = (userId: number) =>
  infiniteQueryOptions({
    queryKey: ['record', userId, 'changes'],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: 10, ...(pageParam !== undefined && { cursor: pageParam }) };
      const params = { ...pathOf(userId), query };
      const { data, response } = await answer(
        api.GET('/users/patients/{userId}/changes', { params, signal }),
      );
      return { changes: data, next: nextCursor(response) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

export async function correctRecord(
  userId: number,
  body: Schemas['CorrectionDto'],
  version: number,
): Promise<PatientRecord> {
  const params = { ...pathOf(userId), header: ofVersion(version) };
  return (await answer(api.PATCH('/users/patients/{userId}', { params, body }))).data;
}

/** Notes that the patient died. */
export const noteDeath = async (userId: number, on: string, version: number): Promise<void> => {
  const params = { ...pathOf(userId), header: ofVersion(version) };
  await answer(api.PUT('/users/patients/{userId}/death', { params, body: { on } }));
};

/** Takes it back, and answers the visits that stay called off. */
export const takeDeathBack = async (userId: number): Promise<CalledOffVisit[]> =>
  (await answer(api.DELETE('/users/patients/{userId}/death', { params: pathOf(userId) }))).data.calledOff;
