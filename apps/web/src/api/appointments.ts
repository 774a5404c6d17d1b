import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, nextCursor } from './http/client.js';
import { ofVersion } from './http/versions.js';
import { type components } from './schema.js';

export type Appointment = components['schemas']['AppointmentDto'];
export type AppointmentStatus = Appointment['status'];
export type HistoryEntry = components['schemas']['HistoryEntryDto'];
export type Explanation = components['schemas']['ExplanationDto'];
type NewAppointment = components['schemas']['NewAppointmentDto'];

export type Tab = 'upcoming' | 'past';

const pageSize = 10;

/** When an answer was given: what is read offline was given earlier than it was read. */
const asOf = (response: Response): number => {
  const date = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(date) ? Date.now() : date;
};

const appointmentKeys = ['appointments'] as const;

interface Listed {
  /** ISO instant */
  readonly now: string;
  /** Left out, the visits of every patient that the user may see */
  readonly userId: number | undefined;
}

/** Visits on one side of `now`: those to come from the next one on, those that are over from the last one back. */
export const appointmentsQuery = (tab: Tab, { now, userId }: Listed) =>
  infiniteQueryOptions({
    queryKey: [...appointmentKeys, 'list', tab, userId ?? null, now],
    queryFn: async ({ pageParam, signal }) => {
      const side =
        tab === 'upcoming' ? { from: now, order: 'asc' as const } : { to: now, order: 'desc' as const };
      const whose = userId === undefined ? {} : { userId };
      const query = {
        limit: pageSize,
        ...side,
        ...whose,
        ...(pageParam !== undefined && { cursor: pageParam }),
      };
      const { data, response } = await answer(api.GET('/appointments', { params: { query }, signal }));
      return { appointments: data, next: nextCursor(response), asOf: asOf(response) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

export const appointmentQuery = (id: number) =>
  queryOptions({
    queryKey: [...appointmentKeys, id],
    queryFn: async ({ signal }) => {
      const { data, response } = await answer(
        api.GET('/appointments/{id}', { params: { path: { id } }, signal }),
      );
      return { appointment: data, asOf: asOf(response) };
    },
  });

/** The visit as a file for calendar programs, as mails and the feed have it. */
export const calendarFileOf = async (id: number): Promise<string> =>
  (await answer(api.GET('/appointments/{id}/calendar.ics', { params: { path: { id } }, parseAs: 'text' })))
    .data;

export const historyQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: [...appointmentKeys, id, 'history', version],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/appointments/{id}/history', { params: { path: { id } }, signal }))).data,
  });

/** Whether a time could be booked, with every rule that stands against it. */
export const explanationQuery = (slot: { doctorId: number; visitTypeId: number; start: string }) =>
  queryOptions({
    queryKey: ['doctor', slot.doctorId, 'explain', slot.visitTypeId, slot.start],
    queryFn: async ({ signal }) => {
      const params = {
        path: { id: slot.doctorId },
        query: { at: slot.start, visitTypeId: slot.visitTypeId },
      };
      return (await answer(api.GET('/doctors/{id}/availability/explain', { params, signal }))).data;
    },
  });

/** @param key one for each request, kept over retries */
export async function bookAppointment(body: NewAppointment, key: string): Promise<Appointment> {
  const params = { header: { 'Idempotency-Key': key } };
  return (await answer(api.POST('/appointments', { params, body }))).data;
}

/** @param seen the appointment as the reader saw it: one that changed meanwhile is not moved */
export async function moveAppointment(
  seen: Pick<Appointment, 'id' | 'version'>,
  to: { appointmentDateTime: string; visitTypeId?: number },
  key: string,
): Promise<Appointment> {
  const params = {
    path: { id: seen.id },
    header: { 'Idempotency-Key': key, ...ofVersion(seen.version) },
  };
  return (await answer(api.PATCH('/appointments/{id}', { params, body: to }))).data;
}

/** @param seen the appointment as the reader saw it: one that changed meanwhile is not cancelled */
export async function cancelAppointment(
  seen: Pick<Appointment, 'id' | 'version'>,
  reason: string,
  key: string,
): Promise<Appointment> {
  const params = {
    path: { id: seen.id },
    header: { 'Idempotency-Key': key, ...ofVersion(seen.version) },
  };
  const body = reason === '' ? {} : { reason };
  return (await answer(api.POST('/appointments/{id}/cancel', { params, body }))).data;
}
