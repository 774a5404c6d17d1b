import { Temporal } from 'temporal-polyfill';
import { AvailabilityRepository } from '../../libs/appointments/src/availability/availability.repository.js';
import { KeptRulesService } from '../../libs/appointments/src/availability/kept-rules.service.js';
import { aDoctor } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let clinic: TestDatabase;

beforeAll(async () => {
  clinic = await createDatabase();
});

afterAll(() => clinic.drop());

it('what is kept reaches as far ahead as anything can be booked, however long the hours stay the same', async () => {
  const { client } = clinic.database;
  const { id: doctorId } = await aDoctor(clinic.database);
  const { visitTypeId } = await client.doctorVisitType.findFirstOrThrow({ where: { doctorId } });
  const now = Temporal.Now.instant();
  const later = now.add({ hours: 24 * 30 });
  // Two years after `later`, and so none of what can be booked now.
  const date = later
    .add({ hours: 24 * 730 })
    .toString()
    .slice(0, 10);
  await client.scheduleException.create({ data: { doctorId, date: new Date(date), kind: 'closed' } });
  const rules = new KeptRulesService(new AvailabilityRepository(clinic.database));
  const closedOn = async (at: Temporal.Instant) => {
    const [found] = await rules.find([{ doctorId, visitTypeId }], '1', at);
    return found?.locations.flatMap(({ changes }) => changes.map((change) => change.date));
  };
  expect(await closedOn(now)).toEqual([]);
  expect(await closedOn(later)).toEqual([date]);
});
