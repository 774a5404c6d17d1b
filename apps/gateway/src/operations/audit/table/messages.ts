import { type AuditTable, clinic, everyone, own } from './line.js';

export const messagesAndOperations: AuditTable = {
  'GET /me/notifications': own,
  'GET /me/notifications/stream': own,
  'POST /me/notifications/:id/read': own,
  'GET /me/preferences': own,
  'PATCH /me/preferences': own,
  'GET /me/push-subscriptions/key': everyone,
  'POST /me/push-subscriptions': own,
  'DELETE /me/push-subscriptions': own,
  'GET /unsubscribe/:token': own,
  'POST /unsubscribe/:token': own,
  'GET /message-templates/:occasion': clinic,
  'POST /delivery-reports/sms': { nothing: 'a provider tells what became of a message' },
  'GET /deliveries': 'reads',
  'POST /deliveries/:id/resend': 'changes',
  'GET /audit': { nothing: 'the log itself' },
  'GET /me/audit': { nothing: 'the log itself' },
  'GET /health/live': everyone,
  'GET /health/ready': everyone,
};
