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
import { expired, notAllowed, outdated, replayed, unboundedLife, unknownService } from './rpc.errors.js';
import {
  headerNames,
  isNonce,
  isSigned,
  type KnownService,
  markOf,
  type Request,
  withKey,
} from './signed-request.js';

const longestLifeMilliseconds = 5 * 60 * 1000;

/**
 * Lets a request through that is in time and either public or signed by a service that may make it. An interceptor,
 * because a request that a guard refuses never reaches the interceptor that acknowledges it.
 */
@Injectable()
export class RpcAccessInterceptor implements NestInterceptor {
  private readonly services: ReadonlyMap<string, KnownService>;

  /** The last day on which a request is taken that does not say where its answer goes */
  private readonly unboundUntil: string;

  constructor(
    private readonly reflector: Reflector,
    private readonly accounts: ServiceAccountsService,
    private readonly clock: Clock,
    @Inject(ENV) env: Pick<Env, 'INTERNAL_SERVICES' | 'RPC_UNBOUND_UNTIL'>,
  ) {
    this.services = new Map(env.INTERNAL_SERVICES.map((service) => [service.name, withKey(service)]));
    this.unboundUntil = env.RPC_UNBOUND_UNTIL;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return defer(() => this.check(context)).pipe(mergeMap(() => next.handle()));
  }

  private async check(context: ExecutionContext): Promise<void> {
    const transport = context.switchToRpc().getContext<RmqContext>();
    const message = transport.getMessage() as unknown as ConsumeMessage;
    const headers = headersOf(message);
    const expiresAt = headers[headerNames.expiresAt];
    const life = Number(expiresAt) - this.clock.now().epochMilliseconds;
    if (expiresAt !== undefined && !(life > 0)) throw expired();
    const access = this.reflector.get<Access | undefined>(accessKey, context.getHandler());
    if (access === 'public' && headers[headerNames.service] === undefined) return;
    const request = requestOf(message);
    const service = this.serviceOf(request, headers[headerNames.signature]);
    if (life > longestLifeMilliseconds) throw unboundedLife();
    if (access !== 'public' && !service.patterns.includes(transport.getPattern())) throw notAllowed();
    this.assertBound(request);
    const account = await this.accounts.find(service.name);
    await this.assertFirst(request, message.fields.redelivered);
    rememberCaller(transport, account);
  }

  /** @throws AppError `rpc.unknown_service` */
  private serviceOf(request: Request, signature: unknown): KnownService {
    const { nonce, expiresAt } = request;
    const service = this.services.get(request.service);
    const isSound = Number.isSafeInteger(expiresAt) && (nonce === undefined || isNonce(nonce));
    if (service === undefined || !isSound || typeof signature !== 'string') throw unknownService();
    if (!isSigned(service, request, signature)) throw unknownService();
    return service;
  }

  /** @throws AppError `rpc.signature_outdated` */
  private assertBound({ nonce }: Request): void {
    const today = this.clock.now().toString().slice(0, 10);
    if (nonce === undefined && today > this.unboundUntil) throw outdated();
  }

  /**
   * The broker hands a request over again when the gateway that had it dies before it answers. The mark that it comes
   * again is the broker's own: a message that is sent a second time does not have it.
   *
   * @throws AppError `rpc.replayed`
   */
  private async assertFirst(request: Request, isRedelivered: boolean): Promise<void> {
    const { service, expiresAt } = request;
    const isFirst = await this.accounts.spend({
      service,
      nonce: markOf(request),
      expiresAt: new Date(expiresAt),
    });
    if (!isFirst && !isRedelivered) throw replayed();
  }
}

type Headers = Readonly<Record<string, unknown>>;

const headersOf = ({ properties }: ConsumeMessage): Headers => properties.headers ?? {};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function requestOf(message: ConsumeMessage): Request {
  const headers = headersOf(message);
  const nonce = headers[headerNames.nonce];
  return {
    service: textOf(headers[headerNames.service]),
    expiresAt: Number(headers[headerNames.expiresAt]),
    replyTo: textOf(message.properties.replyTo),
    nonce: nonce === undefined ? undefined : textOf(nonce),
    content: message.content,
  };
}
