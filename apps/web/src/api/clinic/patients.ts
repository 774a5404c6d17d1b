import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { locale } from '../../messages/index.js';
import { answer, api } from '../http/client.js';
import { type components } from '../schema.js';

export type FoundPatient = components['schemas']['FoundPatientDto'];
export type NewPatient = components['schemas']['NewPatientDto'];
export type Likeness = components['schemas']['LikenessDto'];

/** What is typed of a new patient by now; empty where nothing is. */
export type Traits = Readonly<Record<Likeness['alike'][number], string>>;

/** As few characters as the API searches for */
export const leastSearched = 2;

/** The reader's language and region, without what it says of digits and calendars. */
const { baseName: reader } = new Intl.Locale(locale);

/** Patients by any part of the name, telephone number, date of birth, username or e-mail address. */
export const patientsQuery = (q: string, limit = 10) =>
  queryOptions({
    queryKey: ['patients', q, limit],
    queryFn: async ({ signal }) => {
      const query = { q, locale: reader, limit };
      return (await answer(api.GET('/users/patients', { params: { query }, signal }))).data;
    },
    enabled: q.length >= leastSearched,
    placeholderData: keepPreviousData,
    // Names of people are not kept longer than they are looked at.
    gcTime: 0,
  });

/** Looks for patients in the whole clinic. Each record that is shown is open for an hour. */
export const lookForPatients = async (q: string, reason: string): Promise<FoundPatient[]> =>
  (await answer(api.POST('/users/patients/looks', { body: { q, locale: reader, reason } }))).data;

/** Whether enough is typed to tell patients apart: a name or a birth date alone is shared by many. */
const tellsApart = ({ name, birthDate, phone, email }: Traits): boolean =>
  phone !== '' || email !== '' || (name !== '' && birthDate !== '');

/** The records that a new one would look like. */
export const likenessesQuery = (traits: Traits) =>
  queryOptions({
    queryKey: ['patients', 'likenesses', traits],
    queryFn: async ({ signal }) => {
      if (!tellsApart(traits)) return [];
      const query = Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== ''));
      return (await answer(api.GET('/users/patients/likenesses', { params: { query }, signal }))).data;
    },
    placeholderData: keepPreviousData,
    // Half an address or number is no reason to ask again.
    retry: false,
    gcTime: 0,
  });

/** The records that look like one that there is. */
export const likenessesOfQuery = (userId: number) =>
  queryOptions({
    queryKey: ['patients', 'likenesses', userId],
    queryFn: async ({ signal }) => {
      const params = { path: { userId } };
      return (await answer(api.GET('/users/patients/{userId}/likenesses', { params, signal }))).data;
    },
    gcTime: 0,
  });

export const addPatient = async (body: NewPatient): Promise<FoundPatient> =>
  (await answer(api.POST('/users/patients', { body }))).data;
