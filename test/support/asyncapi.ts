import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

export interface DocumentedMessage {
  readonly name: string;
  readonly payload: object;
  readonly examples?: readonly { readonly payload: unknown }[];
}

interface AsyncApi {
  readonly channels: Readonly<Record<string, { readonly messages: Readonly<Record<string, unknown>> }>>;
  readonly components: {
    readonly messages: Readonly<Record<string, DocumentedMessage>>;
    readonly schemas: Readonly<
      Record<string, { readonly properties?: object; readonly required?: readonly string[] }>
    >;
  };
}

const read = (name: string): string => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');

/** docs/asyncapi.yaml as it stands. */
export const asyncApi = parse(read('asyncapi.yaml')) as AsyncApi;

// Only so that one document's references to the other are resolved.
const base = 'http://docs/';

function compileAll(): ReadonlyMap<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(JSON.parse(read('openapi.json')) as object, `${base}openapi.json`);
  ajv.addSchema(asyncApi, `${base}asyncapi.yaml`);
  return new Map(
    Object.entries(asyncApi.components.messages).map(([key, { name }]) => [
      name,
      ajv.compile({ $ref: `${base}asyncapi.yaml#/components/messages/${key}/payload` }),
    ]),
  );
}

let compiled: ReadonlyMap<string, ValidateFunction> | undefined;

/**
 * What is wrong with a message by its documentation; nothing when it is as documented.
 *
 * @param name an event's type, a pattern, or a pattern and ` reply`
 */
export function faultsOf(name: string, payload: unknown): readonly string[] {
  compiled ??= compileAll();
  const validate = compiled.get(name);
  if (validate === undefined) return [`${name} is not documented`];
  if (validate(payload)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${name}${instancePath} ${message ?? ''}`,
  );
}
