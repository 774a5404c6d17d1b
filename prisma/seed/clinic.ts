import { type Prisma } from '#libs/database';

/** Demo rows carry one instant, so that they are the same whenever they are made. */
export const createdAt = new Date('2026-01-01T00:00:00Z');

/** Telephone numbers are of the ranges kept free for fiction; India has none. */
export const locations = [
  {
    id: 1,
    name: 'Berlin Mitte',
    timeZone: 'Europe/Berlin',
    latitude: 52.52,
    longitude: 13.405,
    phone: '+493023125010',
    locale: 'de',
    languages: ['de', 'en'],
  },
  {
    id: 2,
    name: 'Hamburg Altona',
    timeZone: 'Europe/Berlin',
    latitude: 53.55,
    longitude: 9.935,
    phone: '+494066969010',
    locale: 'de',
    languages: ['de', 'en'],
  },
  {
    id: 3,
    name: 'London Camden',
    timeZone: 'Europe/London',
    latitude: 51.539,
    longitude: -0.143,
    phone: '+442079460010',
    locale: 'en_GB',
    languages: ['en'],
  },
  {
    id: 4,
    name: 'New York Midtown',
    timeZone: 'America/New_York',
    latitude: 40.755,
    longitude: -73.985,
    phone: '+12125550110',
    locale: 'en_US',
    languages: ['en', 'es'],
  },
  {
    id: 5,
    name: 'Boston Back Bay',
    timeZone: 'America/New_York',
    latitude: 42.35,
    longitude: -71.081,
    phone: '+16175550110',
    locale: 'en_US',
    languages: ['en'],
  },
  {
    id: 6,
    name: 'Bengaluru Indiranagar',
    timeZone: 'Asia/Kolkata',
    latitude: 12.972,
    longitude: 77.641,
    phone: null,
    locale: 'en_IN',
    languages: ['en', 'hi'],
  },
] as const;

/** What a doctor may speak beside the languages of the place. */
export const moreLanguages = ['ar', 'es', 'fr', 'it', 'pl', 'pt', 'tr', 'uk'] as const;

/** Specialization, and the sentence about it that begins each doctor's bio. */
export const specializations = [
  ['Cardiology', 'Heart and circulation: check-ups, blood pressure and rhythm.'],
  ['Dermatology', 'Skin, hair and nails: screening, allergies and long-term care.'],
  ['Endocrinology', 'Hormones and metabolism: diabetes and thyroid care.'],
  ['Family Medicine', 'First contact for all ages: check-ups, vaccinations and referrals.'],
  ['Gastroenterology', 'Stomach, bowel and liver: diagnosis and follow-up.'],
  ['Gynecology', 'Preventive care, family planning and pregnancy.'],
  ['Neurology', 'Brain and nerves: headaches, dizziness and sleep.'],
  ['Ophthalmology', 'Eyes and vision: tests, screening and treatment plans.'],
  ['Orthopedics', 'Bones, joints and muscles: pain, injuries and rehabilitation.'],
  ['Pediatrics', 'Children and young people: check-ups, vaccinations and acute care.'],
  ['Psychiatry', 'Mental health: first assessment, therapy planning and follow-up.'],
  ['Rheumatology', 'Joints and the immune system: early diagnosis and long-term care.'],
] as const;

/** The first is every doctor's default: no notice and no cut-off, so that it can be tried at any hour. */
export const visitTypes: readonly (Prisma.VisitTypeCreateManyInput & { id: number })[] = [
  { id: 1, name: 'First consultation', durationMinutes: 30, slotIntervalMinutes: 30, price: '90.00' },
  {
    id: 2,
    name: 'Follow-up',
    durationMinutes: 15,
    slotIntervalMinutes: 15,
    confirmation: 'instant',
    price: '45.00',
  },
  {
    id: 3,
    name: 'Extended consultation',
    durationMinutes: 60,
    slotIntervalMinutes: 30,
    bufferBeforeMinutes: 10,
    bufferAfterMinutes: 15,
    minimumNoticeMinutes: 24 * 60,
    cancelCutoffMinutes: 24 * 60,
    rescheduleCutoffMinutes: 24 * 60,
    price: '160.00',
  },
  {
    id: 4,
    name: 'Video consultation',
    durationMinutes: 20,
    slotIntervalMinutes: 20,
    minimumNoticeMinutes: 15,
    confirmation: 'instant',
    mode: 'video',
    price: '60.00',
  },
];

/** Visit type ids in a doctor's order. */
export const offers: readonly (readonly number[])[] = [
  [1, 2, 4],
  [1, 2],
  [1, 2, 3, 4],
  [1, 3],
  [1, 4, 2],
];

/** Doctors who work at a second location of their zone on one weekday, by id. */
export const secondPlaces: ReadonlyMap<number, { weekday: number; on: string; locationId: number }> = new Map(
  [
    [8, { weekday: 4, on: 'Thursdays', locationId: 1 }],
    [16, { weekday: 2, on: 'Tuesdays', locationId: 5 }],
    [37, { weekday: 5, on: 'Fridays', locationId: 2 }],
  ],
);

/** A doctor who takes longer for a visit than the others. */
export const ownTime = { doctorId: 8, visitTypeId: 1, durationMinutes: 45, bufferAfterMinutes: 15 };
