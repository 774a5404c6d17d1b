import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { type ActiveSession, forbidden, mfaRequired, notSignedIn } from '#libs/auth';
import { ENV, type Env } from '#libs/config';
import { type Access, accessKey, ownAccountKey } from './access.js';
import { VerifiedTokens } from './verified-tokens.service.js';

/** Guards every route. A route that does not say who may use it refuses every caller. */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  constructor(
    private readonly reflector: Reflector,
    @Inject(ENV) private readonly env: Pick<Env, 'REQUIRE_STAFF_MFA'>,
    private readonly verified: VerifiedTokens,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<Access | undefined>(accessKey, targets);
    if (access === undefined) throw forbidden();
    if (access === 'public') return true;
    const user = await this.userOf(context);
    if (access !== 'signed_in' && !access.includes(user.role)) throw forbidden();
    const isOwnAccount =
      this.reflector.getAllAndOverride<boolean | undefined>(ownAccountKey, targets) === true;
    if (!isOwnAccount && this.lacksFactor(user)) throw mfaRequired('forbidden');
    return true;
  }

  private async userOf(context: ExecutionContext): Promise<ActiveSession> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { user: ActiveSession }>();
    const resumed = this.verified.resume(request.headers.authorization);
    if (resumed === undefined) await super.canActivate(context);
    else request.user = await resumed;
    return request.user;
  }

  private lacksFactor({ role, secondFactor }: ActiveSession): boolean {
    return this.env.REQUIRE_STAFF_MFA && role !== 'patient' && !secondFactor;
  }

  /** Passport passes an error on instead of throwing it. */
  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error instanceof Error) throw error;
    if (user === false) throw notSignedIn();
    return user;
  }
}
