import { pathOf, type Route } from '../../../support/contract.js';
import { type Case, inTurn } from './cases.js';
import { sampleOf } from './faults.js';

/** The demo login of each role. */
export const logins = { patient: 'patient', doctor: 'doctor', staff: 'frontdesk', admin: 'admin' } as const;

export type Role = keyof typeof logins;
export const roles = Object.keys(logins) as Role[];

const wrongTokens = [
  'Bearer',
  'Bearer x',
  'Bearer a.b.c',
  'Basic YWRtaW46eA==',
  `bearer ${'x'.repeat(5000)}`,
];

function withoutToken(route: Route, turn: number): Case[] {
  if (route.access === 'public') return [];
  const body = route.body && sampleOf(route.body);
  return ['', ...inTurn(wrongTokens, turn)].flatMap((authorization) =>
    ['', '/v1'].map((version) => ({
      what: `caller: ${version} ${authorization.slice(0, 30) || 'without a token'}`,
      caller: 'anonymous',
      isBare: true,
      path: version + pathOf(route),
      body,
      ...(authorization !== '' && { headers: { authorization } }),
      refusal: { statuses: [401], headers: { 'www-authenticate': 'Bearer' } },
    })),
  );
}

function ofOtherRoles(route: Route): Case[] {
  const { access, body } = route;
  if (!Array.isArray(access)) return [];
  const bodies = body === undefined ? [undefined] : [sampleOf(body), {}];
  return roles
    .filter((role) => !access.includes(role))
    .flatMap((role) =>
      bodies.map((sent) => ({
        what: `caller: ${role}${JSON.stringify(sent) === '{}' ? ' with nothing' : ''}`,
        caller: role,
        isBare: true,
        body: sent,
        refusal: { statuses: [403] },
      })),
    );
}

/** Every caller that a route turns away, before it looks at what was sent. */
export const callerCases = (route: Route, turn: number): Case[] => [
  ...withoutToken(route, turn),
  ...ofOtherRoles(route),
];
