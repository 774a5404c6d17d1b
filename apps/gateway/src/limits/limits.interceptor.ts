import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyReply } from 'fastify';
import { catchError, from, mergeMap, type Observable } from 'rxjs';
import { AppError } from '#libs/common';
import { Limits, type Visitor } from './limits.service.js';
import { type PolicyName } from './policies.js';

const limitedKey = 'docket:limited';

/** The route has a limit of its own. */
export const Limited = (policy: PolicyName): MethodDecorator =>
  applyDecorators(SetMetadata(limitedKey, policy));

/** Counts a request for its account, which is known by now; its address was counted before. */
@Injectable()
export class LimitsInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: Limits,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() !== 'http' || !this.limits.areOn) return next.handle();
    const request = context.switchToHttp().getRequest<Visitor>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (request.user !== undefined) await this.limits.countRequest('account', request, reply);
    const policy = this.reflector.get<PolicyName | undefined>(limitedKey, context.getHandler());
    if (policy === undefined) return next.handle();
    const takeBack = await this.limits.count(policy, request, reply);
    return next.handle().pipe(
      catchError((error: unknown) => {
        // A typing mistake costs no turn: nothing was done yet.
        const isMistake = error instanceof AppError && error.code === 'request.invalid';
        return from(isMistake ? takeBack() : Promise.resolve()).pipe(
          mergeMap(() => {
            throw error;
          }),
        );
      }),
    );
  }
}
