import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
// Past the door of the lib: what else is behind it needs packages that Jest cannot load on Node 20.
import { eventCatalogue, eventTypes } from '../../libs/messaging/src/events/events.js';
import { asyncApi, faultsOf } from '../support/asyncapi.js';

const { messages, schemas } = asyncApi.components;
const namesIn = (channel: string): string[] =>
  Object.keys(asyncApi.channels[channel]?.messages ?? {}).map((key) => messages[key]?.name ?? key);

it('docs/asyncapi.yaml is AsyncAPI 3', () => {
  const schema = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0.json') as object;
  // The schema brings its own copy of what schemas are checked with.
  const validate = new Ajv({
    meta: false,
    validateSchema: false,
    strict: false,
    validateFormats: false,
  }).compile(schema);
  validate(asyncApi);
  expect(validate.errors ?? []).toEqual([]);
});

it('describes every event that is published, and no other', () => {
  expect(namesIn('events').sort()).toEqual([...eventTypes].sort());
});

it('describes the data of every event as the catalogue has them', () => {
  for (const [type, shape] of Object.entries(eventCatalogue)) {
    const kind = {
      appointment: 'aboutAppointment',
      waitlist: type === 'waitlist.offered.v1' ? 'aboutWaitlistOffer' : 'aboutWaitlistEntry',
      schedule: 'aboutSchedule',
      location: 'aboutLocation',
      user: 'aboutAccount',
    };
    const documented = schemas[kind[type.split('.')[0] as keyof typeof kind]];
    expect(Object.keys(documented?.properties ?? {})).toEqual(Object.keys(shape));
    expect(documented?.required).toEqual(Object.keys(shape));
  }
});

it('describes every request that is answered, and no other', () => {
  const folder = join(import.meta.dirname, '../../apps/gateway/src');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.rpc.controller.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  const answered = sources.flatMap((source) =>
    [...source.matchAll(/@MessagePattern\('([^']+)'\)/g)].map(([, pattern]) => pattern),
  );
  expect(answered.length).toBeGreaterThan(0);
  expect(namesIn('requests').sort()).toEqual(answered.sort());
});

it('has an example for every event and request, which is as it says', () => {
  for (const name of [...namesIn('events'), ...namesIn('requests')]) {
    const message = Object.values(messages).find((each) => each.name === name);
    expect(message?.examples?.length).toBeGreaterThan(0);
    for (const { payload } of message?.examples ?? []) expect(faultsOf(name, payload)).toEqual([]);
  }
});
