import { randomUUID } from 'node:crypto';

const form = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const nothing = /^0+$/;

/**
 * 16 random bytes but for six bits, none of them among the last seven bytes. Node draws the randomness of many UUIDs at
 * once; bytes drawn for each request would cost it as much as all its checks.
 */
const newTrace = (): string => randomUUID().replaceAll('-', '');
const newSpan = (): string => newTrace().slice(16);

/**
 * The `traceparent` of work that another service's work causes (W3C Trace Context, level 1): the same trace, a new span.
 *
 * @param given what the caller sent; anything but a valid value begins a new trace
 */
export function traceparentAfter(given: unknown): string {
  const [, trace = '', span = '', flags = '01'] = (typeof given === 'string' ? form.exec(given) : null) ?? [];
  const goesOn = trace !== '' && !nothing.test(trace) && !nothing.test(span);
  return `00-${goesOn ? trace : newTrace()}-${newSpan()}-${goesOn ? flags : '01'}`;
}

/** Whether it is a `traceparent` of the version that Docket writes. */
export const isTraceparent = (value: unknown): boolean => typeof value === 'string' && form.test(value);
