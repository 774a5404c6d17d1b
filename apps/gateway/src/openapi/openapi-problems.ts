import { STATUS_CODES } from 'node:http';
import { type OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & { 'x-access'?: unknown };

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** What a route of this form may be refused with, whatever it does. */
function refusalsOf(path: string, operation: Operation): number[] {
  const access = operation['x-access'];
  const hasBody = operation.requestBody !== undefined;
  const hasParameters = (operation.parameters ?? []).length > 0;
  return [
    ...(hasBody ? [400, 413, 415] : []),
    ...(access === 'public' ? [] : [401]),
    ...(Array.isArray(access) ? [403] : []),
    ...(path.includes('{') ? [404] : []),
    ...(hasBody || hasParameters ? [422] : []),
    429,
    500,
    503,
  ];
}

/**
 * Documents what every route shares: its refusals, and that it is public where it asks for no sign-in.
 *
 * @throws Error for a route that does not say who may use it, so that it cannot be built
 */
export function addProblems(document: OpenAPIObject): OpenAPIObject {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } };
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method] as Operation | undefined;
      if (operation === undefined) continue;
      if (operation['x-access'] === undefined)
        throw new Error(`${method.toUpperCase()} ${path} does not say who may use it.`);
      // Explicit: without `security` a reader cannot tell a public route from a forgotten one.
      operation.security ??= [];
      if (path.startsWith('/health')) continue;
      for (const response of Object.values(operation.responses)) asProblem(response);
      for (const status of refusalsOf(path, operation)) {
        operation.responses[status] ??= { description: STATUS_CODES[status] ?? '', content };
      }
    }
  }
  return document;
}

/** A refusal that a route documents itself has the same media type. */
function asProblem(response: Operation['responses'][string]): void {
  if (response === undefined || '$ref' in response) return;
  const json = response.content?.['application/json'];
  const schema = json?.schema;
  if (schema === undefined || !('$ref' in schema) || !/(?:Problem|Taken)Dto$/.test(schema.$ref)) return;
  response.content = { 'application/problem+json': json ?? {} };
}
