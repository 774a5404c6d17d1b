import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api, nextCursor } from './http/client.js';
import { type components } from './schema.js';

export type Doctor = components['schemas']['DoctorDto'];
export type VisitType = components['schemas']['VisitTypeDto'];
export type Availability = components['schemas']['AvailabilityDto'];
export type Slot = components['schemas']['SlotDto'];

const pageSize = 10;
const minute = 60_000;

/** Empty texts leave the choice open. */
export interface DoctorFilters {
  specialization: string;
  q: string;
  /** Id of a location */
  location: string;
  /** "52.52,13.41" */
  near: string;
  /** First and last date on which the doctor has to be free */
  from: string;
  until: string;
  mode: '' | VisitType['mode'];
  language: string;
  sort: '' | 'name' | 'distance' | 'earliest';
}

/** Free times that come with each doctor, so that a page of them is one request. */
const slotsOfEach = 3;

function toDoctorQuery({ from, until, location, mode, sort, ...texts }: DoctorFilters) {
  const named = Object.entries({ ...texts, availableFrom: from, availableTo: until });
  return {
    limit: pageSize,
    slots: slotsOfEach,
    ...Object.fromEntries(named.filter(([, value]) => value !== '')),
    ...(location !== '' && { location: Number(location) }),
    ...(mode !== '' && { mode }),
    ...(sort !== '' && { sort }),
  };
}

export interface AvailabilityRange {
  doctorId: number;
  from: string;
  to: string;
  visitTypeId?: number | undefined;
  timeZone?: string | undefined;
  /** The visit that is to be moved: it is not in its own way, and stays of its kind. Undefined for a new one. */
  visit?: { id: number; version: number } | undefined;
}

export const doctorsQuery = (filters: DoctorFilters) =>
  infiniteQueryOptions({
    queryKey: ['doctors', filters],
    queryFn: async ({ pageParam, signal, client }) => {
      const query = { ...toDoctorQuery(filters), ...(pageParam !== undefined && { cursor: pageParam }) };
      const { data, response } = await answer(api.GET('/doctors', { params: { query }, signal }));
      // The doctor's page opens with what the list already knows.
      for (const doctor of data) client.setQueryData(doctorQuery(doctor.id).queryKey, doctor);
      return { doctors: data, next: nextCursor(response) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: minute,
  });

export const specializationsQuery = () =>
  queryOptions({
    queryKey: ['specializations'],
    queryFn: async ({ signal }) => (await answer(api.GET('/specializations', { signal }))).data,
    staleTime: 10 * minute,
  });

export const doctorQuery = (id: number) =>
  queryOptions({
    queryKey: ['doctor', id],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/doctors/{id}', { params: { path: { id } }, signal }))).data,
    staleTime: minute,
  });

export const visitTypesQuery = (doctorId: number) =>
  queryOptions({
    queryKey: ['doctor', doctorId, 'visit-types'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/doctors/{id}/visit-types', { params: { path: { id: doctorId } }, signal })))
        .data,
    staleTime: minute,
  });

/** One kind of visit, also one that has retired or that no doctor offers any more. */
export const visitTypeQuery = (id: number) =>
  queryOptions({
    queryKey: ['visit-type', id],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/visit-types/{id}', { params: { path: { id } }, signal }))).data,
    staleTime: minute,
  });

/** Free slots of the days `from` to `to`, both included, as dates in `timeZone` (default: the clinic's). */
export const availabilityQuery = ({ doctorId, visit, ...range }: AvailabilityRange) =>
  queryOptions({
    queryKey: ['doctor', doctorId, 'availability', visit ? [visit.id, visit.version] : null, range],
    queryFn: async ({ signal }) => {
      const { from, to, visitTypeId, timeZone } = range;
      const query = {
        from,
        to,
        ...(visitTypeId === undefined ? {} : { visitTypeId }),
        ...(timeZone === undefined ? {} : { timeZone }),
      };
      if (visit === undefined) {
        const params = { path: { id: doctorId }, query };
        return (await answer(api.GET('/doctors/{id}/availability', { params, signal }))).data;
      }
      const params = { path: { id: visit.id }, query: { ...query, doctorId } };
      return (await answer(api.GET('/appointments/{id}/availability', { params, signal }))).data;
    },
    staleTime: minute / 2,
  });
