import { dirname } from 'node:path';
import { type Route, routes } from '../support/contract.js';

const named = (wanted: string): Route | undefined => routes.find(({ name }) => name === wanted);

/** What a change of something shared lacks, so that two who make one at once would overwrite each other. */
function lacksOf({ name, path, parameters, statuses, isTagged }: Route): string[] {
  // A part without a route of its own is read with what it belongs to.
  const read = named(`GET ${path}`) ?? named(`GET ${dirname(path)}`);
  return [
    ...(parameters.includes('header if-match') ? [] : [`${name} takes no If-Match`]),
    ...(statuses.includes(412) ? [] : [`${name} is not refused with 412`]),
    ...(isTagged ? [] : [`${name} answers no ETag`]),
    ...(read?.isTagged === true ? [] : [`GET ${path} answers no ETag`]),
  ];
}

const changes = routes.filter(({ method }) => method === 'PUT' || method === 'PATCH');

it('R22: each PUT and PATCH heeds If-Match, and its GET answers the ETag', () => {
  expect(changes.length).toBeGreaterThan(9);
  expect(changes.flatMap(lacksOf)).toEqual([]);
});
