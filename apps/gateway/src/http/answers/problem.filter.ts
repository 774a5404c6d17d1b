import { STATUS_CODES } from 'node:http';
import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
  ServiceUnavailableException,
} from '@nestjs/common';
import { type FastifyError, type FastifyReply, type FastifyRequest } from 'fastify';
import { AppError, type ErrorCode, type ErrorKind, type ProblemCode, unavailable } from '#libs/common';
import { noteRefusal } from '../../operations/security/refusals.js';
import { LateError } from '../deadlines.js';
import { headerRules } from '../web/header-rules.js';

const statusOf: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  invalid: 422,
  limited: 429,
  unavailable: 503,
};

/** What the framework refuses before any code of ours sees the request. */
const frameworkCodes: Record<number, ProblemCode> = {
  400: 'request.malformed',
  404: 'route.not_found',
  405: 'route.method_not_allowed',
  413: 'request.too_large',
  414: 'request.too_large',
  415: 'request.unsupported_media_type',
  431: 'request.too_large',
};

const retryAfterSeconds = '5';

interface Problem {
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

function problemOf(error: unknown): Problem | undefined {
  if (error instanceof AppError) {
    return { status: statusOf[error.kind], code: error.code, detail: error.message, more: error.details };
  }
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown }).statusCode;
  if (typeof status !== 'number' || status < 400 || status >= 500) return undefined;
  return { status, code: frameworkCodes[status] ?? 'request.refused' };
}

function send(reply: FastifyReply, requestId: string, { status, code, detail, more }: Problem): void {
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  // Where it is known when a limit lets the next one pass, that has been said already.
  if (status === 503 || (status === 429 && !reply.hasHeader('retry-after')))
    reply.header('retry-after', retryAfterSeconds);
  void reply
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[status] ?? 'Error',
        status,
        ...(detail !== undefined && { detail }),
        code,
        requestId,
        ...more,
      }),
    );
}

/** Answers an address that no route can be sought for, such as one with `%zz`; hooks and filters never see it. */
export function refuseUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ ...headerRules, 'x-request-id': request.id });
  send(reply, request.id, problemOf(error) ?? { status: 500, code: 'internal' });
}

/** Answers every error as `application/problem+json`. What is not meant for the caller says nothing but its request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof ServiceUnavailableException) {
      // Only a failed health check throws this, and its answer names what is down.
      void reply.status(503).header('retry-after', retryAfterSeconds).send(error.getResponse());
      return;
    }
    const problem = problemOf(error) ?? this.late(error, request) ?? this.unexpected(error);
    noteRefusal(request, problem.code, error);
    send(reply, request.id, problem);
  }

  /** The handler goes on; what it waits for in the database has an end of its own, and what it answers then is dropped. */
  private late(error: unknown, { method, routeOptions }: FastifyRequest): Problem | undefined {
    if (!(error instanceof LateError)) return undefined;
    this.logger.error(`${method} ${routeOptions.url ?? 'unmatched'} was not answered in time`);
    return problemOf(unavailable('The answer'));
  }

  private unexpected(error: unknown): Problem {
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { status: 500, code: 'internal' };
  }
}
