import { answer, api } from '../http/client.js';
import { ofVersion } from '../http/versions.js';
import { type components } from '../schema.js';
import { whole } from './lists.js';

type Schemas = components['schemas'];

export type VisitType = Schemas['VisitTypeDto'];

export const visitTypesQuery = () =>
  whole(
    ['visit-types'],
    async (signal) =>
      (await answer(api.GET('/visit-types', { params: { query: { retired: 'include' } }, signal }))).data,
  );

export async function addVisitType(body: Schemas['NewVisitTypeDto']): Promise<void> {
  await answer(api.POST('/visit-types', { body }));
}

export const changeVisitType = async (
  id: number,
  body: Schemas['VisitTypeChangesDto'],
  version: number,
): Promise<VisitType> =>
  (
    await answer(
      api.PATCH('/visit-types/{id}', { params: { path: { id }, header: ofVersion(version) }, body }),
    )
  ).data;
