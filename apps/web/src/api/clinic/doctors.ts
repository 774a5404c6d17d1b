import { queryOptions } from '@tanstack/react-query';
import { answer, api, nextCursor } from '../http/client.js';
import { type Doctor } from '../queries.js';

const minute = 60_000;

/** Every doctor who works at a location, in order of their names. */
export const doctorsAtQuery = (location: number) =>
  queryOptions({
    queryKey: ['doctors-at', location],
    queryFn: async ({ signal }) => {
      const doctors: Doctor[] = [];
      let cursor: string | undefined;
      do {
        const query = { location, limit: 100, ...(cursor !== undefined && { cursor }) };
        const { data, response } = await answer(api.GET('/doctors', { params: { query }, signal }));
        doctors.push(...data);
        cursor = nextCursor(response);
      } while (cursor !== undefined);
      return doctors;
    },
    staleTime: minute,
  });
