import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.js';
import { type components } from './schema.js';

export type Day = components['schemas']['DayDto'];
export type Visit = components['schemas']['VisitDto'];
export type VisitStatus = Visit['status'];

/** What staff make of a visit, one after the other */
export type VisitStep = 'confirm' | 'check-in' | 'complete' | 'no-show' | 'cancel';

const refreshEvery = 60_000;

/** A doctor's hours and visits of one date; asked for again every minute in case that live news do not get through. */
export const dayQuery = (doctorId: number, date: string) =>
  queryOptions({
    queryKey: ['day', doctorId, date],
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

/** Takes a step of the version that was on show: what has changed meanwhile is refused with status 412. */
export async function takeStep({ visit, step, reason, key }: Step): Promise<void> {
  const params = {
    path: { id: visit.id },
    header: { 'If-Match': `"${visit.version}"`, 'Idempotency-Key': key },
  };
  const init = { params, body: reason === undefined ? {} : { reason } };
  switch (step) {
    case 'confirm':
      await answer(api.POST('/appointments/{id}/confirm', init));
      break;
    case 'check-in':
      await answer(api.POST('/appointments/{id}/check-in', init));
      break;
    case 'complete':
      await answer(api.POST('/appointments/{id}/complete', init));
      break;
    case 'no-show':
      await answer(api.POST('/appointments/{id}/no-show', init));
      break;
    case 'cancel':
      await answer(api.POST('/appointments/{id}/cancel', init));
      break;
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
    header: { 'If-Match': `"${visit.version}"`, 'Idempotency-Key': key },
  };
  return (await answer(api.PATCH('/appointments/{id}', { params, body: change }))).data;
}
