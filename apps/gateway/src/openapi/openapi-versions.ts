import { type OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & { 'x-tagged'?: boolean };

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

const headers = {
  ETag: {
    description: 'The version of what is answered: a change that sends it as `If-Match` is of this one alone',
    schema: { type: 'string', example: '"1"' },
  },
} as const;

const refusal = {
  description: 'What is to be changed is no longer what was read',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } },
};

const readsIfMatch = ({ parameters = [] }: Operation): boolean =>
  parameters.some((parameter) => 'name' in parameter && parameter.name === 'If-Match');

/** Documents the `ETag` of each answer that has one, and that a change of another version is refused. */
export function addVersions(document: OpenAPIObject): OpenAPIObject {
  for (const item of Object.values(document.paths)) {
    for (const method of methods) {
      const operation = item[method] as Operation | undefined;
      if (operation === undefined) continue;
      if (operation['x-tagged'] === true)
        for (const [status, answer] of Object.entries(operation.responses))
          if (status.startsWith('2') && answer !== undefined && !('$ref' in answer)) answer.headers = headers;
      delete operation['x-tagged'];
      if (readsIfMatch(operation)) operation.responses['412'] ??= refusal;
    }
  }
  return document;
}
