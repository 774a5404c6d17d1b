import { type RequestContext, traceparentAfter } from '#libs/common';
import { type EventEnvelope } from './events.js';

/** What is done for an event carries the id and the trace of the request that caused it. */
export const contextOf = (event: EventEnvelope): RequestContext => ({
  requestId: event.requestId ?? event.id,
  traceparent: traceparentAfter(event.traceparent),
});
