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
import { history, parseSearch, stringifySearch } from '../components/location.js';
import { type AccountLinkName, accountLinkNames } from '../features/account-links/account-link-names.js';
import { DoctorPage } from '../features/doctor/doctor-page.js';
import { SearchPage } from '../features/search/search-page.js';
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

/** A page with one id in its address; another id is another page, and what is no id is no page. */
function withId(Page: ComponentType<{ id: number }>): RouteComponent {
  return function PageOfId() {
    const { id = '' }: { id?: string } = useParams({ strict: false });
    return /^\d{1,9}$/.test(id) ? <Page key={id} id={Number(id)} /> : <MissingPage />;
  };
}

const page = (path: string, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component });

const accountLinkPage = (name: AccountLinkName) =>
  createRoute({
    getParentRoute: () => root,
    path: name,
    component: lazyRouteComponent(async () => {
      const { AccountLink } = await import('../features/account-links/account-link.js');
      return { default: () => <AccountLink key={name} name={name} /> };
    }),
  });

/** What a visitor sees first is loaded at once, everything else when it is opened. */
const routeTree = root.addChildren([
  page('/', SearchPage),
  page('doctors/$id', withId(DoctorPage)),
  page(
    'sign-in',
    lazyRouteComponent(() => import('../features/sign-in/sign-in-page.js'), 'SignInPage'),
  ),
  page(
    'register',
    lazyRouteComponent(() => import('../features/sign-in/register-page.js'), 'RegisterPage'),
  ),
  page(
    'today',
    lazyRouteComponent(() => import('../features/today/today-page.js'), 'TodayPage'),
  ),
  page(
    'week',
    lazyRouteComponent(() => import('../features/doctor-week/week-page.js'), 'DoctorWeekPage'),
  ),
  page(
    'availability',
    lazyRouteComponent(() => import('../features/availability/availability-page.js'), 'AvailabilityPage'),
  ),
  page(
    'time-off',
    lazyRouteComponent(() => import('../features/time-off/time-off-page.js'), 'TimeOffPage'),
  ),
  page(
    'board',
    lazyRouteComponent(() => import('../features/board/board-page.js'), 'BoardPage'),
  ),
  page(
    'board/move',
    lazyRouteComponent(() => import('../features/board/move-day-page.js'), 'MoveDayPage'),
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
