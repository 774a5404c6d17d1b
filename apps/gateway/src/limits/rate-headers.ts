import { type FastifyReply } from 'fastify';
import { AppError } from '#libs/common';
import { type Rate } from '#libs/config';
import { type Standing } from './leased-counter.js';

const tooMany = (policy: string, seconds: number): AppError =>
  new AppError('limits.exceeded', 'limited', `That was too often. Try again in ${seconds} s.`, { policy });

/** Adds to a header that is a list. */
function append(reply: FastifyReply, name: string, item: string): void {
  const before = reply.getHeader(name);
  void reply.header(name, before === undefined ? item : `${String(before)}, ${item}`);
}

/**
 * Tells the client how it stands with a limit (draft-ietf-httpapi-ratelimit-headers-10).
 *
 * @throws AppError `limits.exceeded` when it has used up what it may
 */
export function declare(reply: FastifyReply, policy: string, rate: Rate, standing: Standing): void {
  append(reply, 'ratelimit-policy', `"${policy}";q=${rate.quota};w=${rate.seconds}`);
  append(reply, 'ratelimit', `"${policy}";r=${standing.remaining};t=${standing.seconds}`);
  if (standing.isWithin) return;
  void reply.header('retry-after', String(standing.seconds));
  throw tooMany(policy, standing.seconds);
}
