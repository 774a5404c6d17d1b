import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { createQueryClient } from '../api/http/query-client.js';
import { onForget } from '../api/http/session.js';
import { direction } from '../messages/index.js';
import { CrashGuard } from './crash-guard.js';
import { router } from './router.js';
import { theme } from './theme.js';

function createForgetfulClient() {
  const client = createQueryClient();
  onForget(() => {
    client.clear();
  });
  return client;
}

export function App() {
  const [queryClient] = useState(createForgetfulClient);
  return (
    <DirectionProvider initialDirection={direction} detectDirection={false}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <CrashGuard>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </CrashGuard>
      </MantineProvider>
    </DirectionProvider>
  );
}
