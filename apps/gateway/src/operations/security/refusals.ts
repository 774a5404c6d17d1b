import { type FastifyRequest } from 'fastify';
import { isTokenReuse } from '#libs/auth';
import { AppError, type ErrorCode } from '#libs/common';

interface Refusal {
  readonly code: ErrorCode;
  readonly isTokenReused: boolean;
}

const refusals = new WeakMap<object, Refusal>();

/** Keeps why a request is refused until its answer is logged. */
export function noteRefusal(request: FastifyRequest, code: ErrorCode, error?: unknown): void {
  refusals.set(request, { code, isTokenReused: error instanceof AppError && isTokenReuse(error) });
}

/** Why the request is refused, undefined where it is not. */
export const refusalOf = (request: FastifyRequest): Refusal | undefined => refusals.get(request);
