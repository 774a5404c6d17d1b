import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../http/client.js';

export interface ReportRange {
  from: string;
  to: string;
  /** Undefined: everywhere that the reader works */
  locationId: number | undefined;
}

const queryOf = ({ from, to, locationId }: ReportRange) => ({
  from,
  to,
  ...(locationId !== undefined && { locationId }),
});

export const bookingsReport = (range: ReportRange) =>
  queryOptions({
    queryKey: ['reports', 'bookings', range],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/reports/bookings', { params: { query: queryOf(range) }, signal }))).data.days,
  });

export const utilisationReport = (range: ReportRange) =>
  queryOptions({
    queryKey: ['reports', 'utilisation', range],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/reports/utilisation', { params: { query: queryOf(range) }, signal }))).data,
  });

export const noShowsReport = (range: ReportRange) =>
  queryOptions({
    queryKey: ['reports', 'no-shows', range],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/reports/no-shows', { params: { query: queryOf(range) }, signal }))).data,
  });

export const daysToNextSlotReport = ({ locationId }: ReportRange) =>
  queryOptions({
    queryKey: ['reports', 'days-to-next-slot', locationId ?? null],
    queryFn: async ({ signal }) => {
      const query = locationId === undefined ? {} : { locationId };
      return (await answer(api.GET('/reports/days-to-next-slot', { params: { query }, signal }))).data;
    },
  });
