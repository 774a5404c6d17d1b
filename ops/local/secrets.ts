import { createHmac, randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { LaunchError, reasonOf } from './launch-error.js';

/** What the launcher made up on the first start, kept because data and sessions depend on it. */
export interface Secrets {
  readonly databasePassword: string;
  readonly jwtSecret: string;
  /** The name of this clone where data of several clones lie side by side. */
  readonly cloneId: string;
}

/** The password of a login that has less rights than the one with the secret: it does not tell the secret. */
export const passwordFor = (login: string, { databasePassword }: Secrets): string =>
  createHmac('sha256', databasePassword).update(login).digest('base64url');

const file = '.docket/secrets.json';

const make = (): Secrets => ({
  databasePassword: randomBytes(24).toString('base64url'),
  jwtSecret: randomBytes(48).toString('base64url'),
  cloneId: randomBytes(8).toString('hex'),
});

function parse(text: string): Secrets {
  const secrets = JSON.parse(text) as Record<string, unknown>;
  const { databasePassword, jwtSecret, cloneId } = secrets;
  if (typeof databasePassword !== 'string' || typeof jwtSecret !== 'string' || typeof cloneId !== 'string') {
    throw new Error('it lacks a secret');
  }
  return { databasePassword, jwtSecret, cloneId };
}

/** Reads the secrets of this clone, or makes them. */
export async function loadSecrets(): Promise<Secrets> {
  try {
    return parse(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new LaunchError(
        `${file} cannot be used: ${reasonOf(error)}. Restore it, or remove the folder .docket to begin with an empty database.`,
      );
    }
  }
  const secrets = make();
  // Renamed into place, so that a crash leaves the whole file or none.
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}
