import { createHmac } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { Keys } from '#libs/auth';
import { type ErrorCode } from '#libs/common';
import { type Counter, InjectMetric } from '#libs/metrics';
import { clientOf } from '../../limits/client-address.js';
import { type Visitor } from '../../limits/limits.service.js';
import { refusalOf } from './refusals.js';
import { type SecurityEvent, securityEventOf } from './security-events.js';

export const securityEventsTotal = 'docket_security_events_total';

const pseudonymLength = 16;

/**
 * Writes what a security team watches for (ASVS 5.0, 16.3) to a log of its own, context `Security`: numbers of accounts,
 * request ids, and for the client's address a name that stays the same and leads back to it for none but the operator.
 */
@Injectable()
export class SecurityLog {
  private readonly logger = new Logger('Security');
  constructor(
    private readonly keys: Keys,
    @InjectMetric(securityEventsTotal) private readonly events: Counter<'event'>,
  ) {}

  /** A request over HTTP has been answered. */
  answered(request: Visitor, reply: FastifyReply): void {
    const { method } = request;
    const route = request.routeOptions.url ?? 'unmatched';
    const refusal = refusalOf(request);
    // What answers an error in its own way, such as a health check, is no event.
    if (reply.statusCode >= 400 && refusal === undefined) return;
    const event = securityEventOf(`${method} ${route}`, refusal?.code, refusal?.isTokenReused);
    if (event === undefined) return;
    this.write(event, {
      method,
      route,
      status: reply.statusCode,
      code: refusal?.code,
      userId: request.user?.userId,
      client: this.pseudonymOf(clientOf(request.ip)),
      requestId: request.id,
    });
  }

  /** A request over RabbitMQ was refused. */
  requestRefused(pattern: string, code: ErrorCode): void {
    const event = securityEventOf(`RPC ${pattern}`, code);
    if (event !== undefined) this.write(event, { pattern, code });
  }

  private write(event: SecurityEvent, facts: Readonly<Record<string, unknown>>): void {
    this.events.inc({ event });
    this.logger.log({ event, ...facts });
  }

  private pseudonymOf(address: string): string {
    const [{ bytes }] = this.keys.for('client in the security log');
    return createHmac('sha256', bytes).update(address).digest('base64url').slice(0, pseudonymLength);
  }
}
