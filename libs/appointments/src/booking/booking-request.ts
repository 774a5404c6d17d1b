import { fieldError, type FieldError, invalidInput } from '#libs/common';
import { type AnyDoctorCriteria } from '../availability/index.js';
import { type Repeatable } from '../idempotency/index.js';

/** A visit with one doctor, as it is asked for. */
export interface DoctorBookingRequest {
  readonly doctorId: number;
  /** Milliseconds since 1970 UTC */
  readonly at: number;
  /** Undefined for the doctor's default */
  readonly visitTypeId?: number | undefined;
  /** The patient; the actor by default */
  readonly userId?: number | undefined;
  /** What the visit is about */
  readonly reason?: string | null | undefined;
  /** Why staff squeeze the visit in, in a lane of its own beside ordinary bookings */
  readonly overbookReason?: string | undefined;
}

/** A visit with any doctor who meets the criteria, as it is asked for. */
export interface AnyDoctorBookingRequest
  extends Omit<DoctorBookingRequest, 'doctorId' | 'overbookReason'>, AnyDoctorCriteria {}

/** A visit as a client asks for it: with one doctor, perhaps at a time that was held, or with any of a specialization. */
export interface BookingRequest extends Omit<DoctorBookingRequest, 'doctorId'>, Repeatable {
  /** This doctor, or any of a specialization */
  readonly doctorId?: number | undefined;
  readonly specialization?: string | undefined;
  /** With a specialization: where the visit is to take place */
  readonly locationId?: number | undefined;
  readonly holdId?: number | undefined;
}

/** A request whose parts go together. */
export type SoundRequest =
  | { readonly kind: 'any'; readonly request: AnyDoctorBookingRequest }
  | { readonly kind: 'held'; readonly request: DoctorBookingRequest; readonly holdId: number }
  | { readonly kind: 'free'; readonly request: DoctorBookingRequest };

/** Everything that a request asks for: what it is recognised by when it comes again. */
export const contentOf = (request: BookingRequest): readonly unknown[] => {
  const { doctorId, at, visitTypeId, userId, reason, holdId } = request;
  const { specialization, locationId, overbookReason } = request;
  return [doctorId, at, visitTypeId, userId, reason, holdId, specialization, locationId, overbookReason];
};

/**
 * Finds out which kind of booking a request asks for.
 *
 * @throws AppError `request.invalid` when its parts do not go together
 */
export function readRequest(request: BookingRequest): SoundRequest {
  const error = contradiction(request);
  if (error !== undefined) throw invalidInput(error);
  const { doctorId, specialization, holdId } = request;
  if (doctorId === undefined)
    return { kind: 'any', request: { ...request, specialization: specialization ?? '' } };
  const withDoctor = { ...request, doctorId };
  return holdId === undefined
    ? { kind: 'free', request: withDoctor }
    : { kind: 'held', request: withDoctor, holdId };
}

function contradiction(request: BookingRequest): FieldError | undefined {
  const { doctorId, specialization, locationId, holdId, overbookReason } = request;
  if (doctorId === undefined && specialization === undefined)
    return fieldError('/doctorId', 'field.required_unless', { other: 'specialization' });
  if (doctorId !== undefined && specialization !== undefined)
    return fieldError('/specialization', 'field.not_with', { other: 'doctorId' });
  if (doctorId !== undefined && locationId !== undefined)
    return fieldError('/locationId', 'field.only_with', { other: 'specialization' });
  if (doctorId === undefined && holdId !== undefined)
    return fieldError('/holdId', 'field.only_with', { other: 'doctorId' });
  if (overbookReason !== undefined && doctorId === undefined)
    return fieldError('/overbookReason', 'field.only_with', { other: 'doctorId' });
  if (overbookReason !== undefined && holdId !== undefined)
    return fieldError('/overbookReason', 'field.not_with', { other: 'holdId' });
  return undefined;
}
