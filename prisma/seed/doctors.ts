import {
  createdAt,
  locations,
  moreLanguages,
  offers,
  ownTime,
  secondPlaces,
  specializations,
} from './clinic.js';
import { weeks } from './weeks.js';

const fixedSeed = 20_260_101;

/** Loaded when needed: it is large, and production has none of it. */
async function loadFakers() {
  const [de, british, american, indian] = await Promise.all([
    import('@faker-js/faker/locale/de'),
    import('@faker-js/faker/locale/en_GB'),
    import('@faker-js/faker/locale/en_US'),
    import('@faker-js/faker/locale/en_IN'),
  ]);
  const fakers = { de: de.faker, en_GB: british.faker, en_US: american.faker, en_IN: indian.faker };
  Object.values(fakers).forEach((faker, index) => faker.seed(fixedSeed + index));
  return fakers;
}

type Fakers = Awaited<ReturnType<typeof loadFakers>>;

function locationRows(fakers: Fakers) {
  return locations.map(({ id, name, timeZone, latitude, longitude, phone, locale }) => ({
    id,
    name,
    timeZone,
    latitude,
    longitude,
    phone,
    address: fakers[locale].location.streetAddress(),
    createdAt,
  }));
}

function newName(faker: Fakers[keyof Fakers], taken: Set<string>): string {
  for (;;) {
    const name = `Dr. ${faker.person.firstName()} ${faker.person.lastName()}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** Where a doctor works, as a patient reads it. */
function placesOf(doctorId: number, own: string): string {
  const second = secondPlaces.get(doctorId);
  const there = locations.find(({ id }) => id === second?.locationId);
  return second === undefined || there === undefined ? own : `${own} and, on ${second.on}, in ${there.name}`;
}

/** The second location on its weekday; none means the doctor's own. */
function placeOf(doctorId: number, weekday: number): number | null {
  const second = secondPlaces.get(doctorId);
  return second?.weekday === weekday ? second.locationId : null;
}

/** One doctor of every specialization at every location. */
function doctorRows(fakers: Fakers, firstDoctorUserId: number) {
  const taken = new Set<string>();
  const places = specializations.flatMap((about) => locations.map((location) => ({ about, location })));
  return places.map(({ about: [specialization, bio], location }, index) => {
    const faker = fakers[location.locale];
    const more = faker.helpers.arrayElements(moreLanguages, { min: 0, max: 2 });
    return {
      id: index + 1,
      name: newName(faker, taken),
      specialization,
      locationId: location.id,
      languages: [...new Set<string>([...location.languages, ...more])],
      bio: `${bio} Sees patients in ${placesOf(index + 1, location.name)}.`,
      userId: index === 0 ? firstDoctorUserId : null,
      createdAt,
    };
  });
}

/** Taken in turns; as neither 5 nor 7 divides the number of locations, every location gets a mixture. */
const inTurn = <T>(choices: readonly T[], index: number): T => choices[index % choices.length] as T;

/**
 * Locations, doctors and what hangs on them, the same at every call.
 *
 * @param firstDoctorUserId the account of the first doctor
 */
export async function clinicRows(firstDoctorUserId: number) {
  const fakers = await loadFakers();
  const doctors = doctorRows(fakers, firstDoctorUserId);
  return {
    locations: locationRows(fakers),
    doctors,
    doctorVisitTypes: doctors.flatMap(({ id: doctorId }, index) =>
      inTurn(offers, index).map((visitTypeId, position) => ({
        ...(doctorId === ownTime.doctorId && visitTypeId === ownTime.visitTypeId && ownTime),
        doctorId,
        visitTypeId,
        position,
      })),
    ),
    scheduleWindows: doctors
      .flatMap(({ id: doctorId }, index) =>
        inTurn(weeks, index).map((window) => ({
          doctorId,
          locationId: placeOf(doctorId, window.weekday),
          ...window,
        })),
      )
      .map((window, index) => ({ id: index + 1, ...window })),
  };
}
