import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from '../http/client.js';
import { ofVersion } from '../http/versions.js';
import { type components } from '../schema.js';

/** The windows of a doctor's week, as they were read */
export type KeptWeek = components['schemas']['KeptWeekDto'];
export type HoursWindow = components['schemas']['WeeklyWindowDto'];
export type HoursException = components['schemas']['ExceptionDto'];
export type NewException = components['schemas']['NewExceptionDto'];
export type Appointment = components['schemas']['AppointmentDto'];

const path = (id: number) => ({ params: { path: { id } } });

export const hoursQuery = (doctorId: number) =>
  queryOptions({
    queryKey: ['hours', doctorId, 'week'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/doctors/{id}/schedule', { ...path(doctorId), signal }))).data,
    refetchOnWindowFocus: false,
    // The form is not to begin with what was read a while ago.
    gcTime: 0,
  });

export const exceptionsQuery = (doctorId: number) =>
  queryOptions({
    queryKey: ['hours', doctorId, 'exceptions'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/doctors/{id}/exceptions', { ...path(doctorId), signal }))).data,
    staleTime: 10_000,
  });

/** Bookings that the hours do not cover, as they are now */
export const outsideHoursQuery = (doctorId: number) =>
  queryOptions({
    queryKey: ['hours', doctorId, 'outside'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/doctors/{id}/appointments/outside-hours', { ...path(doctorId), signal }))).data,
  });

export async function replaceHours(
  doctorId: number,
  windows: HoursWindow[],
  version: number,
): Promise<KeptWeek> {
  const params = { path: { id: doctorId }, header: ofVersion(version) };
  return (await answer(api.PUT('/doctors/{id}/schedule', { params, body: { windows } }))).data;
}

export async function addException(doctorId: number, body: NewException): Promise<void> {
  await answer(api.POST('/doctors/{id}/exceptions', { ...path(doctorId), body }));
}

export async function removeException(doctorId: number, exceptionId: number): Promise<void> {
  const params = { path: { id: doctorId, exceptionId } };
  await done(api.DELETE('/doctors/{id}/exceptions/{exceptionId}', { params }));
}

export type WeekPreview = components['schemas']['WeekPreviewDto'];

interface WeekDraft {
  windows: HoursWindow[];
  from: string;
  to: string;
}

/** What other hours would offer and break; nothing is written. */
export async function previewHours(doctorId: number, body: WeekDraft): Promise<WeekPreview> {
  return (await answer(api.POST('/doctors/{id}/schedule/preview', { ...path(doctorId), body }))).data;
}

/** The bookings that an exception would leave outside hours; nothing is written. */
export async function previewException(doctorId: number, body: NewException): Promise<Appointment[]> {
  return (await answer(api.POST('/doctors/{id}/exceptions/preview', { ...path(doctorId), body }))).data
    .outsideHours;
}
