import { answer, api, done } from './http/client.js';
import { type components } from './schema.js';

export type Hold = components['schemas']['HoldDto'];
export type NewHold = components['schemas']['NewHoldDto'];

/** A hold with its end by the clock of this device, which may be wrong: only how long it lasts is the API's word. */
export interface TimedHold {
  readonly hold: Hold;
  /** Milliseconds since 1970 */
  readonly deadline: number;
}

/** The header has whole seconds, and the answer was on its way. */
const marginMilliseconds = 1000;

function timed({ data, response }: { data: Hold; response: Response }): TimedHold {
  const sent = Date.parse(response.headers.get('date') ?? '');
  const now = Date.now();
  const lasts = Date.parse(data.expiresAt) - (Number.isNaN(sent) ? now : sent);
  return { hold: data, deadline: now + lasts - marginMilliseconds };
}

const withKey = (key: string) => ({ header: { 'Idempotency-Key': key } });

/** @param key one for each request, kept over retries */
export const holdSlot = async (body: NewHold, key: string): Promise<TimedHold> =>
  timed(await answer(api.POST('/appointments/holds', { params: withKey(key), body })));

export const extendHold = async (id: number, key: string): Promise<TimedHold> =>
  timed(
    await answer(api.POST('/appointments/holds/{id}/extend', { params: { path: { id }, ...withKey(key) } })),
  );

export const releaseHold = (id: number): Promise<void> =>
  done(api.DELETE('/appointments/holds/{id}', { params: { path: { id } } }));
