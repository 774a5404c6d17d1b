import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Answer } from '../../../support/http.js';

interface Response {
  readonly content?: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Response>> }>>>
  >;
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Refuses fields that the document does not name, but for problems, whose codes bring members of their own. */
function closed(node: Json, name = ''): Json {
  if (Array.isArray(node)) return node.map((entry) => closed(entry));
  if (typeof node !== 'object' || node === null) return node;
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value, key)]));
  const isOpen = /(?:Problem|Taken)Dto$/.test(name) || !('properties' in node) || node.type !== 'object';
  return isOpen ? inner : { additionalProperties: false, ...inner };
}

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../docs/openapi.json'), 'utf8'),
) as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(closed(document as unknown as Json) as object, 'api');

const validators = new Map<string, ValidateFunction>();

const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

function validatorOf(...path: readonly string[]): ValidateFunction {
  const $ref = `api#/${path.map(escaped).map(encodeURIComponent).join('/')}`;
  const known = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, known);
  return known;
}

/** What an answer has that the document does not say; nothing when it is as documented. */
export function deviationOf(path: string, method: string, answer: Answer): string | undefined {
  const verb = method.toLowerCase();
  const status = String(answer.status);
  if (answer.status >= 500) return 'the gateway failed';
  const documented = document.paths[path]?.[verb]?.responses[status];
  if (documented === undefined) return `status ${status} is not documented`;
  const content = Object.keys(documented.content ?? {});
  const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  if (content.length === 0) return answer.text === '' ? undefined : `${status} has a body`;
  if (!content.includes(type)) return `${status} is ${type}, and documented as ${content.join()}`;
  if (!/[/+]json$/.test(type)) return undefined;
  const validate = validatorOf('paths', path, verb, 'responses', status, 'content', type, 'schema');
  if (validate(answer.body)) return undefined;
  return `${status}: ${ajv.errorsText(validate.errors)} ${JSON.stringify(validate.errors?.[0]?.params)}`;
}
