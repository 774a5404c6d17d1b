import { pathOf, type Route } from '../../../support/contract.js';
import { type Case } from './cases.js';
import { sampleOf } from './faults.js';

/** What an id may look like to a lenient reader. */
const wrongIds = [
  '0',
  '-1',
  'abc',
  '99999999999',
  '2147483648',
  '1e3',
  '1.0',
  '0x1',
  '+1',
  '%00',
  '%201',
  '%D9%A1',
  "1'--",
];
const unknownId = '2147483647';

/** Every way in which the path of a route can name nothing. */
export function pathCases(route: Route): Case[] {
  const { pathParameters, statuses } = route;
  if (pathParameters.length === 0) return [];
  const body = route.body && sampleOf(route.body);
  const unknown = Object.fromEntries(pathParameters.map((name) => [name, unknownId]));
  return [
    ...pathParameters.flatMap((name) => [
      ...wrongIds.map((id) => ({
        what: `path: ${name} ${id}`,
        path: pathOf(route, { [name]: id }),
        body,
        refusal: { statuses: [404, 422].filter((status) => statuses.includes(status)) },
      })),
      {
        what: `path: ${name} of 5000 digits`,
        path: pathOf(route, { [name]: '1'.repeat(5000) }),
        refusal: { statuses: [404, 414] },
      },
    ]),
    {
      what: 'path: ids that nothing has',
      path: pathOf(route, unknown),
      body,
      refusal: { statuses: [404] },
    },
  ];
}
