import { auditTable } from '../../apps/gateway/src/operations/audit/table/index.js';
import { asyncApi } from '../support/asyncapi.js';
import { routes } from '../support/contract.js';

/* What every operation writes to the audit log is decided (SECURITY 39): one that no one thought of fails here. */

const template = (name: string): string => name.replace(/\{(\w+)\}/g, ':$1');

const patterns = Object.values(asyncApi.components.messages)
  .map(({ name }) => name)
  .filter((name) => auditTable[`RPC ${name}`] !== undefined || name.endsWith(' reply'))
  .map((name) => `RPC ${name.replace(/ reply$/, '')}`);

it('the audit table has a line for each route and each pattern, and none besides', () => {
  const operations = new Set([...routes.map(({ name }) => template(name)), ...patterns]);
  expect(Object.keys(auditTable).sort()).toEqual([...operations].sort());
});

it('what writes nothing has a reason', () => {
  const silent = Object.values(auditTable).filter((line) => typeof line === 'object');
  expect(silent.filter(({ nothing }) => nothing.length < 10)).toEqual([]);
});

it('what changes the data of people or of the clinic, and is no one’s own, says nothing nowhere', () => {
  const staffOnly = routes.filter(
    ({ method, access }) => method !== 'GET' && Array.isArray(access) && !access.includes('patient'),
  );
  const silent = staffOnly.filter(({ name }) => typeof auditTable[template(name)] === 'object');
  expect(silent.map(({ name }) => name)).toEqual(['POST /locations/{id}/closures/import/preview']);
});
