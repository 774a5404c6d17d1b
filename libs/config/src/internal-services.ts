import { EnvError, makeExactValidator } from 'envalid';

/** A service beside Docket that may ask over RabbitMQ. */
export interface InternalService {
  readonly name: string;
  /** Ed25519, raw, in base64url: what it signs its requests with stays with the service */
  readonly publicKey: string;
  /** What it may ask for */
  readonly patterns: readonly string[];
}

/** Reads `name:key:pattern+pattern` entries. */
export const internalServices = makeExactValidator<readonly InternalService[]>((input) => {
  const list = input.split(',').map((entry) => {
    const [, name = '', publicKey = '', patterns = ''] =
      /^([a-z][a-z0-9-]{0,30}):([\w-]{43}):([a-z][a-z0-9_.]*(?:\+[a-z][a-z0-9_.]*)*)$/.exec(entry.trim()) ??
      [];
    // Not with the entry: an operator may have put a private key into it.
    if (name === '') throw new EnvError('must have entries such as kiosk:<public key>:appointments.get.v1');
    return { name, publicKey, patterns: patterns.split('+') };
  });
  if (new Set(list.map(({ name }) => name)).size < list.length) throw new EnvError('names a service twice');
  return list;
});
