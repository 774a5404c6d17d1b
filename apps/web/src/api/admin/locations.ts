import { answer, api, done } from '../http/client.js';
import { ofVersion } from '../http/versions.js';
import { type components } from '../schema.js';
import { whole } from './lists.js';

type Schemas = components['schemas'];

export type Location = Schemas['LocationDto'];
export type Closure = Schemas['ClosureDto'];

export const locationsQuery = () =>
  whole(
    ['locations'],
    async (signal) =>
      (await answer(api.GET('/locations', { params: { query: { retired: 'include' } }, signal }))).data,
  );

export async function addLocation(body: Schemas['NewLocationDto']): Promise<void> {
  await answer(api.POST('/locations', { body }));
}

/** After a change of the zone the answer lists the bookings that are outside hours then. */
export const changeLocation = async (
  id: number,
  body: Schemas['LocationChangesDto'],
  version: number,
): Promise<Schemas['ChangedLocationDto']> =>
  (await answer(api.PATCH('/locations/{id}', { params: { path: { id }, header: ofVersion(version) }, body })))
    .data;

export const closuresQuery = (locationId: number) =>
  whole(
    ['closures', locationId],
    async (signal) =>
      (await answer(api.GET('/locations/{id}/closures', { params: { path: { id: locationId } }, signal })))
        .data,
  );

/** The answer lists the bookings that the closure leaves outside hours. */
export const addClosure = async (locationId: number, body: Schemas['NewClosureDto']) =>
  (await answer(api.POST('/locations/{id}/closures', { params: { path: { id: locationId } }, body }))).data;

const asCalendar = {
  bodySerializer: (text: string) => text,
  headers: { 'content-type': 'text/calendar' },
};

export type ClosuresPreview = Schemas['ClosuresPreviewDto'];
export type ImportedClosures = Schemas['ImportedClosuresDto'];

/** What importing an iCalendar file (RFC 5545) would do. */
export const previewClosures = async (id: number, body: string): Promise<ClosuresPreview> =>
  (
    await answer(
      api.POST('/locations/{id}/closures/import/preview', { params: { path: { id } }, body, ...asCalendar }),
    )
  ).data;

/** Does what a preview showed, and nothing else. */
export const importClosures = async (id: number, body: string, plan: string): Promise<ImportedClosures> =>
  (
    await answer(
      api.POST('/locations/{id}/closures/import', {
        params: { path: { id }, query: { plan } },
        body,
        ...asCalendar,
      }),
    )
  ).data;

export async function removeClosure(locationId: number, closureId: number): Promise<void> {
  const path = { id: locationId, closureId };
  await done(api.DELETE('/locations/{id}/closures/{closureId}', { params: { path } }));
}
