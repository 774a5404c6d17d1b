import '@fastify/cookie';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiForbiddenResponse, ApiHeader, ApiUnauthorizedResponse } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { catchError, map, type Observable, throwError } from 'rxjs';
import { AppError } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { assertOwnPage, clientHeader } from './own-page.js';
import { ProblemDto } from '../answers/problem.dto.js';

/** With this prefix browsers take it from this very host alone, over TLS, for every path (RFC 6265bis, 4.1.3.2). */
const cookie = '__Host-docket_refresh';
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;
const browser = 'browser';
/** The one route where the cookie counts. */
const refreshRoute = '/token/refresh';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Keeps a browser's refresh token in a cookie, where no script can read it. A browser is who sends
 * `X-Docket-Client: browser`; every other client finds the token in the body and sends it there.
 */
@Injectable()
export class RefreshCookie implements NestInterceptor {
  constructor(@Inject(ENV) private readonly env: Env) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const kept = request.cookies[cookie];
    // Before the body is checked, so that what comes next need not know where the token was.
    const counts = kept !== undefined && this.useCookie(request, kept);
    if (!counts && request.headers[clientHeader] !== browser) return next.handle();
    return next.handle().pipe(
      map((answer) => this.moved(answer, reply)),
      catchError((error: unknown) => {
        if (kept !== undefined && error instanceof AppError && error.kind === 'unauthenticated') {
          void reply.clearCookie(cookie, attributes);
        }
        return throwError(() => error);
      }),
    );
  }

  /** @returns whether the cookie is what the request counts on */
  private useCookie(request: FastifyRequest, kept: string): boolean {
    const body = request.body ?? {};
    const ofBrowser = isObject(body) && !('refreshToken' in body);
    if (!ofBrowser || request.routeOptions.url !== refreshRoute) return false;
    assertOwnPage(request, this.env);
    request.body = { ...body, refreshToken: kept };
    return true;
  }

  private moved(answer: unknown, reply: FastifyReply): unknown {
    if (answer === undefined) void reply.clearCookie(cookie, attributes);
    if (!isObject(answer) || typeof answer.refreshToken !== 'string') return answer;
    const maxAge = this.env.SESSION_DAYS * 24 * 60 * 60;
    void reply.setCookie(cookie, answer.refreshToken, { ...attributes, maxAge });
    return { ...answer, refreshToken: undefined };
  }
}

/** The route begins, renews or ends a session, whose refresh token a browser keeps in a cookie. */
export const KeepsRefreshToken = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(RefreshCookie),
    ApiHeader({
      name: 'X-Docket-Client',
      required: false,
      description:
        '`browser`: the refresh token is kept in a `__Host-` cookie and stays out of the body. Needed wherever that cookie counts. `mobile`: a sign-in answers a `deviceToken`.',
      schema: { type: 'string' },
    }),
    ApiUnauthorizedResponse({
      description: 'The proof is wrong, or the session has ended',
      type: ProblemDto,
    }),
    ApiForbiddenResponse({ description: 'The cookie came from another site', type: ProblemDto }),
  );
