import { type OpenAPIObject } from '@nestjs/swagger';
import { toOpenApi31 } from './openapi-31.js';

/** The schema that becomes of one in a document. */
function converted(schema: object): unknown {
  const document = { openapi: '3.0.0', components: { schemas: { It: schema } } } as unknown as OpenAPIObject;
  return toOpenApi31(document).components?.schemas?.It;
}

it('says that it is OpenAPI 3.1', () => {
  expect(toOpenApi31({ openapi: '3.0.0' } as OpenAPIObject)).toEqual({ openapi: '3.1.0' });
});

it.each([
  [{ type: 'string' }, { type: 'string' }],
  [{ type: 'string', nullable: false }, { type: 'string' }],
  [{ type: 'string', nullable: true }, { type: ['string', 'null'] }],
  [
    { type: 'string', enum: ['a', 'b'], nullable: true },
    { type: ['string', 'null'], enum: ['a', 'b', null] },
  ],
  [{ $ref: '#/x', nullable: true }, { anyOf: [{ $ref: '#/x' }, { type: 'null' }] }],
  [{ allOf: [{ $ref: '#/x' }], nullable: true }, { anyOf: [{ allOf: [{ $ref: '#/x' }] }, { type: 'null' }] }],
  [
    { type: 'object', allOf: [{ $ref: '#/x' }], nullable: true },
    { anyOf: [{ type: 'object', allOf: [{ $ref: '#/x' }] }, { type: 'null' }] },
  ],
  [
    { type: 'array', items: { type: 'number', nullable: true } },
    { type: 'array', items: { type: ['number', 'null'] } },
  ],
  [
    { type: 'object', properties: { a: { type: 'string', description: 'A', nullable: true } } },
    { type: 'object', properties: { a: { type: ['string', 'null'], description: 'A' } } },
  ],
])('%j becomes %j', (schema, expected) => {
  expect(converted(schema)).toEqual(expected);
});

it('leaves examples and the document that it was given as they are', () => {
  const given = { type: 'object', example: { price: null, open: true, days: [1, 'two'] }, nullable: true };
  const copy = structuredClone(given);
  expect(converted(given)).toEqual({ type: ['object', 'null'], example: given.example });
  expect(given).toEqual(copy);
});
