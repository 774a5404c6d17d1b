import { DeliveryFailure } from './channel.js';

interface Request {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
  readonly milliseconds: number;
}

export interface ProviderAnswer {
  readonly status: number;
  readonly text: string;
}

const mostSeconds = 3600;

/** `Retry-After` as seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfterOf(header: string | null, now: number): number {
  if (header === null) return 0;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), mostSeconds) : 0;
}

/**
 * Posts to a provider. Redirects are not followed: a message goes where it was configured to go, or nowhere.
 *
 * @throws DeliveryFailure for an outage: no answer, too many requests, a fault of the provider
 */
export async function postTo({ url, headers, body, milliseconds }: Request): Promise<ProviderAnswer> {
  let response: Response;
  let text: string;
  try {
    const signal = AbortSignal.timeout(milliseconds);
    response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    text = await response.text();
  } catch (error) {
    const reason = (error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable';
    throw new DeliveryFailure(reason, { isOutage: true });
  }
  const { status } = response;
  if (status === 429 || status === 408 || status >= 500) {
    const retryAfterSeconds = retryAfterOf(response.headers.get('retry-after'), Date.now());
    throw new DeliveryFailure(`http_${status}`, { isOutage: true, retryAfterSeconds });
  }
  return { status, text };
}
