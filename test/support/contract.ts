import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  /** Whether a text takes several lines */
  readonly 'x-docket-text'?: 'line' | 'lines';
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
  readonly 'x-docket-text'?: 'line' | 'lines';
}

interface Operation {
  readonly 'x-access'?: Access;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, unknown>>; readonly headers?: object }>
  >;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Who may use a route: every caller, every signed-in user, or these roles. */
export type Access = 'public' | 'signed_in' | readonly string[];

/** One operation of docs/openapi.json. */
export interface Route {
  /** Such as `PATCH /doctors/{id}` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly access: Access | undefined;
  /** Where each parameter is and its name, in lower case as headers are compared */
  readonly parameters: readonly string[];
  readonly pathParameters: readonly string[];
  readonly query: readonly Parameter[];
  readonly body: Schema | undefined;
  /** What the contract calls the body, such as `NewDoctorDto` */
  readonly bodyName: string | undefined;
  /** Whether it answers with server-sent events, which never end by themselves */
  readonly isStream: boolean;
  /** The statuses that it is documented to answer with */
  readonly statuses: readonly number[];
  /** Whether what it answers has an `ETag` */
  readonly isTagged: boolean;
}

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
) as Document;

const components = '#/components/schemas/';

/** Follows a reference into the document's components. */
export function resolved(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const found = document.components.schemas[schema.$ref.replace(components, '')];
  if (found === undefined) throw new Error(`${schema.$ref} is not in the document.`);
  return resolved(found);
}

function routeOf(path: string, method: string, operation: Operation): Route {
  const parameters = operation.parameters ?? [];
  const body = operation.requestBody?.content['application/json']?.schema;
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    access: operation['x-access'],
    parameters: parameters.map((parameter) => `${parameter.in} ${parameter.name.toLowerCase()}`),
    pathParameters: parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
    query: parameters.filter((parameter) => parameter.in === 'query'),
    body: body && resolved(body),
    bodyName: body?.$ref?.replace(components, ''),
    isStream: operation.responses['200']?.content?.['text/event-stream'] !== undefined,
    statuses: Object.keys(operation.responses).map(Number),
    isTagged: Object.values(operation.responses).some(({ headers = {} }) => 'ETag' in headers),
  };
}

/** Every route of the document. */
export const routes: readonly Route[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => routeOf(path, method, operation)),
);

/** The route's path with its parameters filled in; 1 where `ids` names none. */
export const pathOf = ({ path }: Route, ids: Readonly<Record<string, string>> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '1');

/** What the route's query cannot do without, from the document's examples; empty for most routes. */
export const neededQuery = ({ query }: Route, except?: string): string[] =>
  query
    .filter(({ name, required }) => required === true && name !== except)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(schema.example))}`);
