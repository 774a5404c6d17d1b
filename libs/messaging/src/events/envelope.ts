import { AppError, isTraceparent } from '#libs/common';
import { type EventEnvelope, hasDataOf, isUuid } from './events.js';

const orNothing = (holds: (value: unknown) => boolean, value: unknown): boolean =>
  value === null || value === undefined || holds(value);

/**
 * Checks that a message is an event of Docket's, to the last field that a consumer reads.
 *
 * @throws AppError `event.malformed`, which sends a message to the dead-letter queue
 */
export function asEnvelope(data: unknown): EventEnvelope {
  const event = (typeof data === 'object' && data !== null ? data : {}) as Partial<
    Record<keyof EventEnvelope, unknown>
  >;
  const fits =
    isUuid(event.id) &&
    hasDataOf(event.type, event.data) &&
    typeof event.occurredAt === 'string' &&
    !Number.isNaN(Date.parse(event.occurredAt)) &&
    orNothing((value) => typeof value === 'string' && value.length <= 64, event.requestId) &&
    orNothing(isTraceparent, event.traceparent);
  if (!fits) throw new AppError('event.malformed', 'malformed', 'The message is not an event of Docket.');
  return event as unknown as EventEnvelope;
}
