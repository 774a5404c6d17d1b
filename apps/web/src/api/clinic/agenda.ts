import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../http/client.js';
import { ofVersion } from '../http/versions.js';
import { type components } from '../schema.js';
import { type Visit, type VisitStep } from './visit.js';

/** One doctor's one day: hours and visits */
export type Agenda = components['schemas']['DayDto'];
export type { Visit, VisitStatus, VisitStep } from './visit.js';

const refreshEvery = 60_000;

/** A doctor's hours and visits of one date; asked for again every minute in case that live news do not get through. */
export const agendaQuery = (doctorId: number, date: string) =>
  queryOptions({
    queryKey: ['agenda', doctorId, date],
    queryFn: async ({ signal }) => {
      const params = { path: { id: doctorId }, query: { date } };
      return (await answer(api.GET('/doctors/{id}/day', { params, signal }))).data;
    },
    staleTime: 10_000,
    refetchInterval: refreshEvery,
  });

interface Step {
  visit: Pick<Visit, 'id' | 'version'>;
  step: VisitStep;
  reason?: string;
  key: string;
}

/**
 * Takes a step of the version that was on show: what has changed meanwhile is refused with status 412.
 *
 * @returns what the visit is now
 */
export async function takeStep({
  visit,
  step,
  reason,
  key,
}: Step): Promise<components['schemas']['AppointmentDto']> {
  const params = {
    path: { id: visit.id },
    header: { ...ofVersion(visit.version), 'Idempotency-Key': key },
  };
  const init = { params, body: reason === undefined ? {} : { reason } };
  switch (step) {
    case 'confirm':
      return (await answer(api.POST('/appointments/{id}/confirm', init))).data;
    case 'check-in':
      return (await answer(api.POST('/appointments/{id}/check-in', init))).data;
    case 'complete':
      return (await answer(api.POST('/appointments/{id}/complete', init))).data;
    case 'no-show':
      return (await answer(api.POST('/appointments/{id}/no-show', init))).data;
    case 'cancel':
      return (await answer(api.POST('/appointments/{id}/cancel', init))).data;
    case 'undo':
      return (await answer(api.POST('/appointments/{id}/undo', init))).data;
  }
}

interface Move {
  visit: Pick<Visit, 'id' | 'version'>;
  change: components['schemas']['ChangesDto'];
  key: string;
}

/** Moves a visit to another time or doctor. */
export async function moveVisit({
  visit,
  change,
  key,
}: Move): Promise<components['schemas']['AppointmentDto']> {
  const params = {
    path: { id: visit.id },
    header: { ...ofVersion(visit.version), 'Idempotency-Key': key },
  };
  return (await answer(api.PATCH('/appointments/{id}', { params, body: change }))).data;
}
