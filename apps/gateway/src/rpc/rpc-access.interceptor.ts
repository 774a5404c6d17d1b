import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type RmqContext } from '@nestjs/microservices';
import { type ConsumeMessage } from 'amqplib';
import { mergeMap, type Observable, defer } from 'rxjs';
import { ServiceAccountsService } from '#libs/auth';
import { Clock } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { type Access, accessKey } from '../http/access/access.js';
import { rememberCaller } from './rpc-caller.js';
import { expired, notAllowed, unboundedLife, unknownService } from './rpc.errors.js';
import { headerNames, isSigned, type KnownService, withKey } from './signed-request.js';

const longestLifeMilliseconds = 5 * 60 * 1000;

/**
 * Lets a request through that is in time and either public or signed by a service that may make it. An interceptor,
 * because a request that a guard refuses never reaches the interceptor that acknowledges it.
 */
@Injectable()
export class RpcAccessInterceptor implements NestInterceptor {
  private readonly services: ReadonlyMap<string, KnownService>;

  constructor(
    private readonly reflector: Reflector,
    private readonly accounts: ServiceAccountsService,
    private readonly clock: Clock,
    @Inject(ENV) { INTERNAL_SERVICES }: Pick<Env, 'INTERNAL_SERVICES'>,
  ) {
    this.services = new Map(INTERNAL_SERVICES.map((service) => [service.name, withKey(service)]));
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return defer(() => this.check(context)).pipe(mergeMap(() => next.handle()));
  }

  private async check(context: ExecutionContext): Promise<void> {
    const transport = context.switchToRpc().getContext<RmqContext>();
    const message = transport.getMessage() as unknown as ConsumeMessage;
    const headers = (message.properties.headers ?? {}) as Readonly<Record<string, unknown>>;
    const expiresAt = headers[headerNames.expiresAt];
    const life = Number(expiresAt) - this.clock.now().epochMilliseconds;
    if (expiresAt !== undefined && !(life > 0)) throw expired();
    const access = this.reflector.get<Access | undefined>(accessKey, context.getHandler());
    if (access === 'public' && headers[headerNames.service] === undefined) return;
    const service = this.serviceOf(headers, message.content);
    if (life > longestLifeMilliseconds) throw unboundedLife();
    if (access !== 'public' && !service.patterns.includes(transport.getPattern())) throw notAllowed();
    rememberCaller(transport, await this.accounts.find(service.name));
  }

  /** @throws AppError `rpc.unknown_service` */
  private serviceOf(headers: Readonly<Record<string, unknown>>, content: Buffer): KnownService {
    const name = headers[headerNames.service];
    const signature = headers[headerNames.signature];
    const service = typeof name === 'string' ? this.services.get(name) : undefined;
    const expiresAt = Number(headers[headerNames.expiresAt]);
    if (service === undefined || typeof signature !== 'string' || !Number.isSafeInteger(expiresAt))
      throw unknownService();
    if (!isSigned(service, expiresAt, content, signature)) throw unknownService();
    return service;
  }
}
