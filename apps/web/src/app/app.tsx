import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createQueryClient } from '../api/query-client.js';
import { addresses, useUrl } from '../components/location.js';
import { AccountLink, isAccountLink } from '../features/account-links/account-link.js';
import { DoctorPage } from '../features/doctor/doctor-page.js';
import { SearchPage } from '../features/search/search-page.js';
import { CrashGuard } from './crash-guard.js';
import { MissingPage } from './missing-page.js';
import { Shell } from './shell.js';
import { theme } from './theme.js';

function View() {
  const { pathname } = useUrl();
  const path = pathname.endsWith('/') ? pathname : `${pathname}/`;
  if (path === addresses.search) return <SearchPage />;
  const inside = path.slice(addresses.search.length, -1);
  if (isAccountLink(inside)) return <AccountLink key={inside} name={inside} />;
  const doctorId = /^doctors\/(\d{1,9})$/.exec(inside)?.[1];
  if (doctorId !== undefined) return <DoctorPage key={doctorId} id={Number(doctorId)} />;
  return <MissingPage />;
}

export function App() {
  const [queryClient] = useState(createQueryClient);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <CrashGuard>
        <QueryClientProvider client={queryClient}>
          <Shell>
            <View />
          </Shell>
        </QueryClientProvider>
      </CrashGuard>
    </MantineProvider>
  );
}
