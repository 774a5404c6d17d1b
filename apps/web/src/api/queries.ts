import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api, nextCursor } from './client.js';
import { type components } from './schema.js';

export type Doctor = components['schemas']['DoctorDto'];
export type VisitType = components['schemas']['VisitTypeDto'];
export type Availability = components['schemas']['AvailabilityDto'];
export type Slot = components['schemas']['SlotDto'];

export interface DoctorFilters {
  specialization: string;
  q: string;
}

export interface AvailabilityRange {
  doctorId: number;
  from: string;
  to: string;
  visitTypeId?: number | undefined;
  timeZone?: string | undefined;
}

const pageSize = 10;
const minute = 60_000;

export const doctorsQuery = ({ specialization, q }: DoctorFilters) =>
  infiniteQueryOptions({
    queryKey: ['doctors', specialization, q],
    queryFn: async ({ pageParam, signal, client }) => {
      const query = {
        limit: pageSize,
        ...(specialization === '' ? {} : { specialization }),
        ...(q === '' ? {} : { q }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
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

/** Free slots of the days `from` to `to`, both included, as dates in `timeZone` (default: the clinic's). */
export const availabilityQuery = ({ doctorId, from, to, visitTypeId, timeZone }: AvailabilityRange) =>
  queryOptions({
    queryKey: ['doctor', doctorId, 'availability', from, to, visitTypeId ?? null, timeZone ?? null],
    queryFn: async ({ signal }) => {
      const query = {
        from,
        to,
        ...(visitTypeId === undefined ? {} : { visitTypeId }),
        ...(timeZone === undefined ? {} : { timeZone }),
      };
      const params = { path: { id: doctorId }, query };
      return (await answer(api.GET('/doctors/{id}/availability', { params, signal }))).data;
    },
    staleTime: minute / 2,
  });
