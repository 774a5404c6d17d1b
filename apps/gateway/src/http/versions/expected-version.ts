import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { fieldError, invalidInput } from '#libs/common';
import { documented, headerOf } from '../input/headers.js';

/** No version is that: a tag that cannot match is refused as one that does not. */
const unmatched = -1;

/** An entity tag (RFC 9110, 8.8.3): perhaps weak, then anything visible but quotes. */
const entityTag = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/**
 * The version that an `If-Match` asks for (RFC 9110, 13.1.1). A weak tag, or one that is none of ours, matches nothing.
 *
 * @returns undefined when any version will do
 * @throws AppError `request.invalid` when it is anything but one entity tag, or `*`
 */
export function versionOf(ifMatch: string | undefined): number | undefined {
  const tag = ifMatch?.trim();
  if (tag === undefined || tag === '*') return undefined;
  if (!entityTag.test(tag)) throw invalidInput(fieldError('/If-Match', 'etag.invalid'));
  const version = /^"(0|[1-9]\d{0,8})"$/.exec(tag)?.[1];
  return version === undefined ? unmatched : Number(version);
}

export const ifMatch = documented({
  name: 'If-Match',
  required: false,
  description: 'The ETag that was read: another version by now is refused',
  schema: { type: 'string', example: '"1"' },
});

/**
 * The version that the caller has read, and which alone may be changed; undefined when any may. The service compares it
 * in the transaction that writes.
 */
export const ExpectedVersion = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | undefined => versionOf(headerOf(context, 'if-match')),
  [ifMatch],
);
