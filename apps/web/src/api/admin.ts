import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, nextCursor } from './client.js';
import { type components } from './schema.js';

type Schemas = components['schemas'];

export type Location = Schemas['LocationDto'];
export type Closure = Schemas['ClosureDto'];
export type VisitType = Schemas['VisitTypeDto'];
export type Doctor = Schemas['DoctorDto'];
export type User = Schemas['ManagedUserDto'];
export type Invitation = Schemas['InvitationDto'];
export type Delivery = Schemas['DeliveryDto'];
export type AuditEntry = Schemas['AuditEntryDto'];
export type Occasion = Delivery['occasion'];

interface Page<T> {
  rows: T[];
  next: string | undefined;
}

const pageOf = async <T>(call: Promise<{ data: T[]; response: Response }>): Promise<Page<T>> => {
  const { data, response } = await call;
  return { rows: data, next: nextCursor(response) };
};

/** What was filled in, without what was left empty */
type Filters = Readonly<Record<string, string>>;
const given = (filters: Filters): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));

/** A list that grows page by page. */
const paged = <T>(
  key: readonly unknown[],
  load: (query: Filters, signal: AbortSignal) => Promise<Page<T>>,
  filters: Filters = {},
) =>
  infiniteQueryOptions({
    queryKey: ['admin', ...key, filters],
    queryFn: ({ pageParam, signal }) =>
      load({ ...given(filters), limit: '20', ...(pageParam !== '' && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });

const once = <T>(key: readonly unknown[], load: (signal: AbortSignal) => Promise<T>) =>
  queryOptions({ queryKey: ['admin', ...key], queryFn: ({ signal }) => load(signal) });

export const locations = () =>
  once(['locations'], async (signal) => (await answer(api.GET('/locations', { signal }))).data);

export const closures = (id: number) =>
  once(
    ['closures', id],
    async (signal) =>
      (await answer(api.GET('/locations/{id}/closures', { params: { path: { id } }, signal }))).data,
  );

export const visitTypes = () =>
  once(['visit-types'], async (signal) => (await answer(api.GET('/visit-types', { signal }))).data);

export const doctors = (filters: Filters) =>
  paged<Doctor>(
    ['doctors'],
    (query, signal) => pageOf(answer(api.GET('/doctors', { params: { query }, signal }))),
    filters,
  );

export const doctor = (id: number) =>
  once(
    ['doctor', id],
    async (signal) => (await answer(api.GET('/doctors/{id}', { params: { path: { id } }, signal }))).data,
  );

export const offeredVisitTypes = (id: number) =>
  once(
    ['doctor', id, 'visit-types'],
    async (signal) =>
      (await answer(api.GET('/doctors/{id}/visit-types', { params: { path: { id } }, signal }))).data,
  );

export const users = (filters: Filters) =>
  paged<User>(
    ['users'],
    (query, signal) => pageOf(answer(api.GET('/users', { params: { query }, signal }))),
    filters,
  );

export const user = (id: number) =>
  once(
    ['user', id],
    async (signal) => (await answer(api.GET('/users/{id}', { params: { path: { id } }, signal }))).data,
  );

export const invitations = () =>
  once(['invitations'], async (signal) => (await answer(api.GET('/users/invitations', { signal }))).data);

export const deliveries = (filters: Filters) =>
  paged<Delivery>(
    ['deliveries'],
    (query, signal) => pageOf(answer(api.GET('/deliveries', { params: { query }, signal }))),
    filters,
  );

export const audit = (filters: Filters) =>
  paged<AuditEntry>(
    ['audit'],
    (query, signal) => pageOf(answer(api.GET('/audit', { params: { query }, signal }))),
    filters,
  );

export interface PreviewOf {
  occasion: Occasion;
  locale: 'en' | 'de' | 'ar';
  audience: 'patient' | 'doctor';
  mode: 'in_person' | 'video';
}

export const preview = ({ occasion, ...query }: PreviewOf) =>
  once(
    ['preview', occasion, query],
    async (signal) =>
      (
        await answer(
          api.GET('/message-templates/{occasion}', { params: { path: { occasion }, query }, signal }),
        )
      ).data,
  );
