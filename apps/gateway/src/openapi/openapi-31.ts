import { type OpenAPIObject } from '@nestjs/swagger';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** OpenAPI 3.1 is JSON Schema: "or null" is a type of its own there, where 3.0 had a flag. */
function convert(node: Json): Json {
  if (Array.isArray(node)) return node.map(convert);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node;
  const schema = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, convert(value)]));
  if (nullable !== true) return schema;
  const { type, enum: values, ...others } = schema;
  // Beside a reference a second type would be no way out: null would have to be what is referred to as well.
  if (typeof type === 'string' && !('allOf' in schema)) {
    return { ...others, type: [type, 'null'], ...(Array.isArray(values) && { enum: [...values, null] }) };
  }
  return { anyOf: [schema, { type: 'null' }] };
}

/** Turns the 3.0 that the framework writes into a true 3.1. */
export const toOpenApi31 = (document: OpenAPIObject): OpenAPIObject => ({
  ...(convert(document as unknown as Json) as unknown as OpenAPIObject),
  openapi: '3.1.0',
});
