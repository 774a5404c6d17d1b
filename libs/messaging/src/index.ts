export { DeadLetters, reasonHeader } from './dead-letters.js';
export { Deliveries } from './deliveries.js';
export { brokerComplaint } from './broker-check.js';
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
} from './events.js';
export { contextOf } from './event-context.js';
export { type DueRetry, EventRetriesRepository } from './event-retries.repository.js';
export { isHopeless, mostAttempts, pauseAfter, reasonOf } from './failures.js';
export { InboxRepository } from './inbox.repository.js';
export { MessagingModule } from './messaging.module.js';
export { insertEvent, insertEventFrom } from './outbox.repository.js';
export { OutboxOperationsRepository, type ReplayFilter } from './outbox-operations.repository.js';
export { OutboxRelay } from './outbox.relay.js';
export { Publisher } from './publisher.js';
export { RmqServer } from './rmq-server.js';
export { SettlementInterceptor } from './settlement.interceptor.js';
export { declareTopology, topologyOf, type Topology } from './topology.js';
