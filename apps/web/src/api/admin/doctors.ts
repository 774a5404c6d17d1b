import { answer, api } from '../http/client.js';
import { ofVersion, versionIn } from '../http/versions.js';
import { type components } from '../schema.js';
import { edited, type Filters, paged, pageOf } from './lists.js';
import { type VisitType } from './visit-types.js';

type Schemas = components['schemas'];

export type Doctor = Schemas['DoctorDto'];

export const doctorsQuery = (filters: Filters) =>
  paged<Doctor>(
    ['doctors'],
    (query, signal) => pageOf(answer(api.GET('/doctors', { params: { query }, signal }))),
    filters,
  );

export const doctorQuery = (id: number) =>
  edited(
    ['doctor', id],
    async (signal) => (await answer(api.GET('/doctors/{id}', { params: { path: { id } }, signal }))).data,
  );

/** What a doctor offers, in order: the first one is chosen at first. */
export interface Offer {
  readonly visitTypes: readonly VisitType[];
  readonly version: number;
}

const offerIn = ({ data, response }: { data: VisitType[]; response: Response }): Offer => ({
  visitTypes: data,
  version: versionIn(response),
});

export const offerQuery = (doctorId: number) =>
  edited(['doctor', doctorId, 'visit-types'], async (signal) => {
    const params = { path: { id: doctorId }, query: { retired: 'include' as const } };
    return offerIn(await answer(api.GET('/doctors/{id}/visit-types', { params, signal })));
  });

export const addDoctor = async (body: Schemas['NewDoctorDto']): Promise<Doctor> =>
  (await answer(api.POST('/doctors', { body }))).data;

export const changeDoctor = async (
  id: number,
  body: Schemas['DoctorChangesDto'],
  version: number,
): Promise<Doctor> =>
  (await answer(api.PATCH('/doctors/{id}', { params: { path: { id }, header: ofVersion(version) }, body })))
    .data;

/** Replaces the list of visit types that a doctor offers. */
export async function replaceOffer(
  doctorId: number,
  body: Schemas['OfferedVisitTypesDto'],
  version: number,
): Promise<Offer> {
  const params = { path: { id: doctorId }, header: ofVersion(version) };
  return offerIn(await answer(api.PUT('/doctors/{id}/visit-types', { params, body })));
}
