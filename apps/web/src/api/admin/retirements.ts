import { answer, api, done } from '../http/client.js';
import { ofVersion } from '../http/versions.js';
import { type components } from '../schema.js';
import { edited } from './lists.js';

type Schemas = components['schemas'];

export type Retirement = Schemas['RetirementDto'];

/** What can retire, as its part of the address says it. */
export type Retiring = 'doctors' | 'locations' | 'visit-types';

const pathOf = <Kind extends Retiring>(kind: Kind) => `/${kind}/{id}/retirement` as const;

/** As it is set, with what it means; of another date, what it would mean. */
export const retirementQuery = (kind: Retiring, id: number, on?: string) =>
  edited(['retirement', kind, id, on ?? null], async (signal): Promise<Retirement> => {
    const params = { path: { id }, query: on === undefined ? {} : { on } };
    return (await answer(api.GET(pathOf(kind), { params, signal }))).data;
  });

export async function retire(
  kind: Retiring,
  id: number,
  body: Schemas['NewRetirementDto'],
  version: number,
): Promise<Retirement> {
  const params = { path: { id }, header: ofVersion(version) };
  return (await answer(api.PUT(pathOf(kind), { params, body }))).data;
}

export async function bringBack(kind: Retiring, id: number): Promise<void> {
  await done(api.DELETE(pathOf(kind), { params: { path: { id } } }));
}

/** Cancels the visits on a date and later, as many as are listed. */
export const cancelVisits = async (
  kind: Retiring,
  id: number,
  body: Schemas['NewCancellationsDto'],
): Promise<Schemas['CancellationsDto']> =>
  (
    await answer(
      api.POST(`/${kind}/{id}/retirement/cancellations` as const, { params: { path: { id } }, body }),
    )
  ).data;
