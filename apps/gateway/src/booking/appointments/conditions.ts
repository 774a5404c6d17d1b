import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { fieldError, invalidInput } from '#libs/common';
import { documented, headerOf } from '../../http/input/headers.js';
import { ifMatch, versionOf } from '../../http/versions/expected-version.js';

/** @throws AppError `request.invalid` for a key that is too long or has other than visible ASCII characters */
function keyOf(key: string | undefined): string | undefined {
  if (key === undefined || /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw invalidInput(fieldError('/Idempotency-Key', 'key.invalid'));
}

const idempotencyKey = documented({
  name: 'Idempotency-Key',
  required: false,
  description: 'Sent again with the same request, it gets the first answer again, for 24 hours',
  schema: { type: 'string', maxLength: 255, example: '6f0c1d1e-8f0b-4a86-9a4e-0a4c7c1f3b52' },
});

/** The key by which a request is known if it comes again; undefined without one. */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined => keyOf(headerOf(context, 'idempotency-key')),
  [idempotencyKey],
);

/** What the headers say of a change. */
export interface Conditions {
  /** The version that `If-Match` asks for (RFC 9110, 13.1.1); undefined when any will do */
  readonly expectedVersion: number | undefined;
  /** The key by which the change is known if it comes again; undefined without one */
  readonly idempotencyKey: string | undefined;
}

/** The {@link Conditions} of a change. */
export const ChangeConditions = createParamDecorator(
  (_: unknown, context: ExecutionContext): Conditions => ({
    expectedVersion: versionOf(headerOf(context, 'if-match')),
    idempotencyKey: keyOf(headerOf(context, 'idempotency-key')),
  }),
  [idempotencyKey, ifMatch],
);
