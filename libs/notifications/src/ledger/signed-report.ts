import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a report may be: a report that was overheard cannot be played later. */
const toleranceSeconds = 300;

const form = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/**
 * Whether a report bears the signature of who knows the secret: `t=<unix seconds>,v1=<HMAC-SHA256 of "t.body", hex>`.
 *
 * @param body as it came, byte for byte
 * @param now unix seconds
 */
export function isSigned(body: Buffer, signature: string, secret: string, now: number): boolean {
  const [, time = '', mac = ''] = form.exec(signature) ?? [];
  if (time === '' || Math.abs(now - Number(time)) > toleranceSeconds) return false;
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(mac, 'hex'));
}
