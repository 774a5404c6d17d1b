import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.js';
import { type components } from './schema.js';

export type FoundPatient = components['schemas']['FoundPatientDto'];
export type NewPatient = components['schemas']['NewPatientDto'];

/** As few characters as the API searches for */
export const leastSearched = 2;

/** Patients by any part of the name, telephone number, username or e-mail address. */
export const patientsQuery = (q: string) =>
  queryOptions({
    queryKey: ['patients', q],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/users/patients', { params: { query: { q, limit: 10 } }, signal }))).data,
    enabled: q.length >= leastSearched,
    placeholderData: keepPreviousData,
    // Names of people are not kept longer than they are looked at.
    gcTime: 0,
  });

export const addPatient = async (body: NewPatient): Promise<FoundPatient> =>
  (await answer(api.POST('/users/patients', { body }))).data;
