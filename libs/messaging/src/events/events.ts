import { uuidForm } from '#libs/common';
/** Kinds of values that the data of an event may have: numbers and words that point at something, never text of a person. */
type Field = 'id' | 'uuid' | readonly string[];

type ValueOf<F extends Field> = F extends 'id'
  ? number
  : F extends 'uuid'
    ? string
    : F extends readonly (infer W)[]
      ? W
      : never;

type DataOf<Shape extends Readonly<Record<string, Field>>> = {
  readonly [Name in keyof Shape]: ValueOf<Shape[Name]>;
};

/** What happened to an appointment: enough to look it up. `version` is the one that it reached by this event. */
const aboutAppointment = { appointmentId: 'id', version: 'id', doctorId: 'id' } as const;

/** Names the link that a mail is to carry: neither the address nor what makes the link work travels. */
const aboutAccount = { linkId: 'uuid' } as const;

/** Whose free times may be others by now: one doctor's, those of all at a location, or of all who offer a visit type. */
const aboutSchedule = { scope: ['doctor', 'location', 'visit_type'], id: 'id' } as const;

/** What visits show of a place is another thing since this revision of it: its name, its address or its time zone. */
const aboutLocation = { locationId: 'id', revision: 'id' } as const;

/** A time that is held for a patient who waits for one: the entry on the waitlist, and the hold as an appointment. */
const aboutWaitlistOffer = { waitlistEntryId: 'id', ...aboutAppointment } as const;

/** An entry on the waitlist. */
const aboutWaitlistEntry = { waitlistEntryId: 'id' } as const;

/**
 * Every event that Docket publishes, with the shape of its data. The name is the routing key; what changes its meaning
 * gets a new version. `docs/asyncapi.yaml` describes the same list, and a test compares the two.
 */
export const eventCatalogue = {
  'appointment.booked.v1': aboutAppointment,
  'appointment.confirmed.v1': aboutAppointment,
  'appointment.rescheduled.v1': aboutAppointment,
  'appointment.cancelled.v1': aboutAppointment,
  'appointment.checked_in.v1': aboutAppointment,
  'appointment.completed.v1': aboutAppointment,
  'appointment.no_show.v1': aboutAppointment,
  'appointment.undone.v1': aboutAppointment,
  'waitlist.offered.v1': aboutWaitlistOffer,
  'waitlist.ended.v1': aboutWaitlistEntry,
  'schedule.changed.v1': aboutSchedule,
  'location.changed.v1': aboutLocation,
  'user.registered.v1': aboutAccount,
  'user.email_verification_requested.v1': aboutAccount,
  'user.password_reset_requested.v1': aboutAccount,
  'user.invited.v1': aboutAccount,
  'user.claim_offered.v1': aboutAccount,
  'user.guardian_invited.v1': aboutAccount,
  'user.email_change_requested.v1': aboutAccount,
  'user.account_weakened.v1': aboutAccount,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Field>>>>;

export type EventType = keyof typeof eventCatalogue;

export type AppointmentEventType = Extract<EventType, `appointment.${string}`>;
export type AccountEventType = Extract<EventType, `user.${string}`>;

export const eventTypes = Object.keys(eventCatalogue) as readonly EventType[];

export type AppointmentEventData = DataOf<typeof aboutAppointment>;
export type ScheduleEventData = DataOf<typeof aboutSchedule>;

/** The `data` of each event. */
export type EventData = { [Type in EventType]: DataOf<(typeof eventCatalogue)[Type]> };

interface Envelope<Type extends EventType> {
  /** UUID; the same for every delivery of one event */
  readonly id: string;
  readonly type: Type;
  /** ISO-8601, UTC */
  readonly occurredAt: string;
  /** The request that caused it */
  readonly requestId: string | null;
  /** The trace of that request (W3C Trace Context) */
  readonly traceparent: string | null;
  readonly data: EventData[Type];
}

/** What travels. Consumers treat it as a hint and read the state that it points to. */
export type EventEnvelope<Type extends EventType = EventType> = { [T in Type]: Envelope<T> }[Type];

/** Whether it is an event about an appointment. */
export const isAboutAppointment = (event: EventEnvelope): event is EventEnvelope<AppointmentEventType> =>
  event.type.startsWith('appointment.');

const uuid = new RegExp(`^${uuidForm}$`, 'i');

export const isUuid = (value: unknown): value is string => typeof value === 'string' && uuid.test(value);

function fits(field: Field, value: unknown): boolean {
  if (field === 'id') return Number.isSafeInteger(value) && Number(value) > 0;
  return field === 'uuid' ? isUuid(value) : field.includes(value as string);
}

/** Whether `data` is what an event of this type has. Further members are let pass: a later version may add some. */
export function hasDataOf(type: unknown, data: unknown): boolean {
  if (typeof type !== 'string' || !Object.hasOwn(eventCatalogue, type)) return false;
  if (typeof data !== 'object' || data === null) return false;
  const shape: Readonly<Record<string, Field>> = eventCatalogue[type as EventType];
  return Object.entries(shape).every(([name, field]) => fits(field, (data as Record<string, unknown>)[name]));
}
