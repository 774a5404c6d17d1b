export { DeadLetters, reasonHeader } from './consuming/dead-letters.service.js';
export { Deliveries } from './consuming/deliveries.service.js';
export { brokerComplaint } from './rabbitmq/broker-check.js';
export {
  eventCatalogue,
  eventTypes,
  isAboutAppointment,
  type AccountEventType,
  type AppointmentEventData,
  type AppointmentEventType,
  type EventData,
  type EventEnvelope,
  type EventType,
  type ScheduleEventData,
} from './events/events.js';
export { contextOf } from './events/event-context.js';
export { type DueRetry, EventRetriesRepository } from './consuming/event-retries.repository.js';
export { isHopeless, mostAttempts, pauseAfter, reasonOf } from './consuming/failures.js';
export { InboxRepository } from './consuming/inbox.repository.js';
export { MessagingModule } from './messaging.module.js';
export { currentOrigin, insertEvent, insertEventFrom } from './outbox/outbox.repository.js';
export { OutboxOperationsRepository, type ReplayFilter } from './outbox/outbox-operations.repository.js';
export { OutboxRelay } from './outbox/outbox.relay.js';
export { Publisher } from './outbox/publisher.js';
export { RmqServer } from './rabbitmq/rmq-server.js';
export { SettlementInterceptor } from './consuming/settlement.interceptor.js';
export { resend } from './reconciliation/resending.js';
export { declareTopology, notificationsConsumer, topologyOf, type Topology } from './rabbitmq/topology.js';
export { expiredEventRows } from './retention.sql.js';
