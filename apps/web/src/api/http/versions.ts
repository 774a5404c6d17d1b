import { type paths } from '../schema.js';

type HeadersOf<Operation> = Operation extends { parameters: { header?: infer Headers } }
  ? NonNullable<Headers>
  : never;

type OfVersion<Operation> = [HeadersOf<Operation>] extends [never]
  ? Operation
  : 'If-Match' extends keyof HeadersOf<Operation>
    ? Operation & { parameters: { header: { 'If-Match': string } } }
    : Operation;

/**
 * The contract as this client keeps it. The API lets `If-Match` be left out; here a call of an operation that takes it
 * does not compile without it, so that no page changes what it has not seen.
 */
export type VersionedPaths = {
  [Path in keyof paths]: { [Method in keyof paths[Path]]: OfVersion<paths[Path][Method]> };
};

/** For a change of this version alone: the API refuses it with 412 once there is another one. */
export const ofVersion = (version: number) => ({ 'If-Match': `"${version}"` });

/** For a change that is right whatever others have changed meanwhile, because it is about one thing that is not read. */
export const ofAnyVersion = { 'If-Match': '*' };

/** The version of an answer that has no field for it. */
export function versionIn(response: Response): number {
  // A proxy that compresses the answer weakens its tag.
  const version = /^(?:W\/)?"(\d+)"$/.exec(response.headers.get('etag') ?? '')?.[1];
  if (version === undefined) throw new Error('The answer has no version.');
  return Number(version);
}
