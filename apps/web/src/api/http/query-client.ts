import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './problem.js';

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // Offline, a request fails at once and the page says so, rather than waiting in silence.
        networkMode: 'always',
        retry: (failures, error) =>
          failures < 1 && error instanceof ApiError && error.passing && navigator.onLine,
        retryDelay: 500,
      },
      mutations: { networkMode: 'always' },
    },
  });
