import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
  useParams,
} from '@tanstack/react-router';
import { type ComponentType } from 'react';
import { history, parseSearch, stringifySearch } from '../routing/location.js';
import {
  type AccountLinkName,
  accountLinkNames,
} from '../features/access/account-links/account-link-names.js';
import type * as recordPages from '../features/clinic/patients/pages.js';
import type * as visitPages from '../features/patient/appointments/pages.js';
import { DoctorPage } from '../features/patient/doctor/doctor-page.js';
import { SearchPage } from '../features/patient/search/search-page.js';
import { CrashGuard } from './crash-guard.js';
import { MissingPage } from './missing-page.js';
import { Shell } from './shell.js';

const root = createRootRoute({
  component: () => (
    <Shell>
      <CrashGuard>
        <Outlet />
      </CrashGuard>
    </Shell>
  ),
  notFoundComponent: MissingPage,
});

type PageOfId = ComponentType<{ id: number }>;

/** A page with one id in its address; another id is another page, and what is no id is no page. */
function withId(Page: PageOfId): RouteComponent {
  return function PageOfId() {
    const { id = '' }: { id?: string } = useParams({ strict: false });
    return /^\d{1,9}$/.test(id) ? <Page key={id} id={Number(id)} /> : <MissingPage />;
  };
}

const visits = (name: keyof typeof visitPages) =>
  lazyRouteComponent(() => import('../features/patient/appointments/pages.js'), name) as ComponentType<{
    id: number;
  }>;

const records = (name: keyof typeof recordPages) =>
  lazyRouteComponent(() => import('../features/clinic/patients/pages.js'), name) as PageOfId;

const page = (path: string, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component });

const accountLinkPage = (name: AccountLinkName) =>
  createRoute({
    getParentRoute: () => root,
    path: name,
    component: lazyRouteComponent(async () => {
      const { AccountLink } = await import('../features/access/account-links/account-link.js');
      return { default: () => <AccountLink key={name} name={name} /> };
    }),
  });

/** What a visitor sees first is loaded at once, everything else when it is opened. */
const routeTree = root.addChildren([
  page('/', SearchPage),
  page('doctors/$id', withId(DoctorPage)),
  page(
    'sign-in',
    lazyRouteComponent(() => import('../features/access/sign-in/sign-in-page.js'), 'SignInPage'),
  ),
  page(
    'register',
    lazyRouteComponent(() => import('../features/access/sign-in/register-page.js'), 'RegisterPage'),
  ),
  page(
    'today',
    lazyRouteComponent(() => import('../features/clinic/agenda/agenda-page.js'), 'AgendaPage'),
  ),
  page(
    'week',
    lazyRouteComponent(() => import('../features/clinic/doctor-week/doctor-week-page.js'), 'DoctorWeekPage'),
  ),
  page(
    'availability',
    lazyRouteComponent(
      () => import('../features/clinic/availability/availability-page.js'),
      'AvailabilityPage',
    ),
  ),
  page(
    'time-off',
    lazyRouteComponent(() => import('../features/clinic/time-off/time-off-page.js'), 'TimeOffPage'),
  ),
  page(
    'board',
    lazyRouteComponent(() => import('../features/clinic/board/board-page.js'), 'BoardPage'),
  ),
  page(
    'board/move',
    lazyRouteComponent(
      () => import('../features/clinic/board/move-agenda/move-agenda-page.js'),
      'MoveAgendaPage',
    ),
  ),
  page(
    'patients',
    lazyRouteComponent(() => import('../features/clinic/patients/pages.js'), 'PatientsPage'),
  ),
  page('patients/$id', withId(records('RecordPage'))),
  page('patients/$id/correct', withId(records('CorrectionPage'))),
  page('patients/$id/merge', withId(records('MergePage'))),
  page('patients/$id/death', withId(records('DeathPage'))),
  page(
    'reports',
    lazyRouteComponent(() => import('../features/admin/reports/reports-page.js'), 'ReportsPage'),
  ),
  page(
    'admin',
    lazyRouteComponent(() => import('../features/admin/admin-page.js'), 'AdminPage'),
  ),
  page(
    'admin/$section',
    lazyRouteComponent(() => import('../features/admin/admin-page.js'), 'AdminPage'),
  ),
  page(
    'book',
    lazyRouteComponent(() => import('../features/patient/booking/book-page.js'), 'BookPage'),
  ),
  page(
    'appointments',
    lazyRouteComponent(
      () => import('../features/patient/appointments/appointments-page.js'),
      'AppointmentsPage',
    ),
  ),
  page('appointments/$id', withId(visits('VisitPage'))),
  page('appointments/$id/move', withId(visits('MovePage'))),
  page('appointments/$id/move-following', withId(visits('FollowingPage'))),
  page('appointments/$id/cancel', withId(visits('CancelPage'))),
  page(
    'account',
    lazyRouteComponent(() => import('../features/access/account/account-page.js'), 'AccountPage'),
  ),
  page(
    'account/$section',
    lazyRouteComponent(() => import('../features/access/account/account-page.js'), 'AccountPage'),
  ),
  page(
    'messages',
    lazyRouteComponent(() => import('../features/patient/inbox/inbox-page.js'), 'InboxPage'),
  ),
  page(
    'waitlist',
    lazyRouteComponent(() => import('./waitlist-page.js'), 'WaitlistOfRole'),
  ),
  page(
    'waitlist/$id',
    withId(
      lazyRouteComponent(() => import('../features/patient/waitlist/offer-page.js'), 'OfferPage') as PageOfId,
    ),
  ),
  ...accountLinkNames.map(accountLinkPage),
]);

export const router = createRouter({
  routeTree,
  history,
  basepath: import.meta.env.BASE_URL,
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  trailingSlash: 'preserve',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
