/** What the design asks of each figure, in the units of its row. */
export const asked = {
  cachedSearch: { atLeast: 0.7 },
  availability: { atLeast: 0.4 },
  calendarMilliseconds: { atMost: 2 },
  earliestMilliseconds: { atMost: 50 },
  patientSearchMilliseconds: { atMost: 50 },
  refusalsApart: { atMost: 1.1 },
  sessionCheckMilliseconds: { atMost: 0.3 },
  sessionLookups: { atMost: 1 },
  /** Against the seed's insert; the second with every commit on disk */
  booking: { atLeast: 0.6 },
  durableBooking: { atLeast: 1 },
  /** Against pgbench with the statement of one booking */
  bookingOfPgbench: { atLeast: 0.7 },
  roundTrips: { atMost: 1 },
  gatewayMilliseconds: { atMost: 0.6 },
  postgresMilliseconds: { atMost: 0.4 },
  eventsPerSecond: { atLeast: 1000 },
  plannedPerSecond: { atLeast: 500 },
  reminderSeconds: { atMost: 5 },
  /** At the end of a load against the end of its first tenth */
  memory: { atMost: 1.1 },
  notificationsMemory: { atMost: 1.2 },
  /** p99 with more data against the usual */
  growth: { atMost: 1.2 },
  firstStartSeconds: { atMost: 12 },
  nextStartSeconds: { atMost: 3 },
} as const;
