import { resolved, type Schema } from '../../../support/contract.js';

/** A value that breaks a schema in one way. */
export interface Fault {
  readonly what: string;
  /** JSON pointer to what is wrong */
  readonly pointer: string;
  readonly value: unknown;
}

const values: Readonly<Record<string, unknown>> = {
  string: 'text',
  number: 7,
  boolean: true,
  null: null,
  array: [],
  object: {},
};

const typesOf = ({ type = [] }: Schema): readonly string[] => [type].flat();

/** A value that the schema allows: its example, or the plainest one. */
export function sampleOf(given: Schema): unknown {
  const schema = resolved(given);
  const { example, enum: choices, items, properties } = schema;
  if (example !== undefined) return example;
  if (choices !== undefined) return choices[0];
  if (items !== undefined) return [sampleOf(items)];
  if (properties === undefined) return values[typesOf(schema)[0] ?? 'string'];
  return Object.fromEntries((schema.required ?? []).map((name) => [name, sampleOf(properties[name] ?? {})]));
}

function wrongTypes(schema: Schema): Fault[] {
  const allowed = typesOf(schema);
  return Object.entries(values)
    .filter(([type]) => !allowed.includes(type))
    .map(([type, value]) => ({ what: `${type} for ${allowed.join(' or ')}`, pointer: '', value }));
}

function outOfRange({
  minimum,
  maximum,
  minLength = 0,
  maxLength,
  enum: choices,
  ...schema
}: Schema): Fault[] {
  const fault = (what: string, value: unknown): Fault[] => [{ what, pointer: '', value }];
  const types = typesOf(schema);
  return [
    ...(minimum === undefined ? [] : fault('too small', minimum - 1)),
    ...(maximum === undefined ? [] : fault('too large', maximum + 1)),
    ...(types.includes('number') ? [...fault('huge', 1e308), ...fault('digits as text', '7')] : []),
    ...(minLength === 0 ? [] : fault('too short', 'x'.repeat(minLength - 1))),
    ...(maxLength === undefined ? [] : fault('too long', 'x'.repeat(maxLength + 1))),
    ...(choices === undefined ? [] : fault('none of the choices', 'text')),
    ...(types.includes('string')
      ? [
          ...fault('NUL', 'a\0b'),
          ...fault('half a surrogate pair', '\ud800'),
          ...fault('a control character', 'a\x1b[2Jb'),
          ...(schema['x-docket-text'] === 'lines'
            ? []
            : [
                ...fault('a line break that begins a mail header', 'a\r\nBcc: thief@evil.example'),
                ...fault('a line feed', 'a\nb'),
                ...fault('a line separator', 'a\u2028b'),
              ]),
        ]
      : []),
  ];
}

const inList = (schema: Schema, items: Schema): Fault[] => [
  ...faultsOf(items).map((fault) => ({
    what: `an entry: ${fault.what}`,
    pointer: fault.pointer === '' ? '' : `/0${fault.pointer}`,
    value: [fault.value],
  })),
  ...(schema.maxItems === undefined
    ? []
    : [{ what: 'too many', pointer: '', value: Array<unknown>(schema.maxItems + 1).fill(sampleOf(items)) }]),
];

function inObject(schema: Schema, properties: Readonly<Record<string, Schema>>): Fault[] {
  const sample = sampleOf(schema) as Record<string, unknown>;
  const own = Object.entries(properties).flatMap(([name, property]) =>
    faultsOf(property).map(({ what, pointer, value }) => ({
      what: `${name}: ${what}`,
      pointer: `/${name}${pointer}`,
      value: { ...sample, [name]: value },
    })),
  );
  const missing = (schema.required ?? []).map((name) => ({
    what: `without ${name}`,
    pointer: `/${name}`,
    value: Object.fromEntries(Object.entries(sample).filter(([other]) => other !== name)),
  }));
  return [
    ...own,
    ...missing,
    { what: 'an unknown field', pointer: '/surplus', value: { ...sample, surplus: 1 } },
  ];
}

/** Every way in which the schema, or something inside it, can be broken by one value. */
export function faultsOf(given: Schema): Fault[] {
  const schema = resolved(given);
  const { items, properties } = schema;
  const inside =
    items !== undefined
      ? inList(schema, items)
      : properties !== undefined
        ? inObject(schema, properties)
        : outOfRange(schema);
  return [...wrongTypes(schema), ...inside];
}
