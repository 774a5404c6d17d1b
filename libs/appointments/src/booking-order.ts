import { type FieldError, invalidInput } from '#libs/common';
import { type AnyDoctorRequest } from './any-doctor.service.js';
import { type BookingRequest } from './booking-planner.js';

/** What a client asks for: a visit with one doctor, perhaps at a time that was held, or with any of a kind. */
export interface BookingOrder extends Omit<BookingRequest, 'doctorId'> {
  /** This doctor, or any of a specialization */
  readonly doctorId?: number | undefined;
  readonly specialization?: string | undefined;
  /** With a specialization: where the visit is to take place */
  readonly locationId?: number | undefined;
  readonly holdId?: number | undefined;
}

/** An order that makes sense. */
export type SoundOrder =
  | { readonly kind: 'any'; readonly wish: AnyDoctorRequest }
  | { readonly kind: 'held'; readonly wish: BookingRequest; readonly holdId: number }
  | { readonly kind: 'free'; readonly wish: BookingRequest };

/** Everything of an order, as a request is recognised by. */
export const askedFor = (order: BookingOrder): readonly unknown[] => {
  const { doctorId, at, visitTypeId, userId, reason, holdId } = order;
  return [
    doctorId,
    at,
    visitTypeId,
    userId,
    reason,
    holdId,
    order.specialization,
    order.locationId,
    order.overbookReason,
  ];
};

/**
 * Finds out what an order is for.
 *
 * @throws AppError `request.invalid` when its parts do not go together
 */
export function readOrder(order: BookingOrder): SoundOrder {
  const error = contradiction(order);
  if (error !== undefined) throw invalidInput(error);
  const { doctorId, specialization, holdId } = order;
  if (doctorId === undefined)
    return { kind: 'any', wish: { ...order, specialization: specialization ?? '' } };
  const wish = { ...order, doctorId };
  return holdId === undefined ? { kind: 'free', wish } : { kind: 'held', wish, holdId };
}

function contradiction(order: BookingOrder): FieldError | undefined {
  const { doctorId, specialization, locationId, holdId, overbookReason } = order;
  if (doctorId === undefined && specialization === undefined)
    return { pointer: '/doctorId', detail: 'is needed, or a specialization' };
  if (doctorId !== undefined && specialization !== undefined)
    return { pointer: '/specialization', detail: 'does not go with a doctorId' };
  if (doctorId !== undefined && locationId !== undefined)
    return { pointer: '/locationId', detail: 'goes with a specialization only' };
  if (doctorId === undefined && holdId !== undefined)
    return { pointer: '/holdId', detail: 'goes with a doctorId only' };
  if (overbookReason !== undefined && (doctorId === undefined || holdId !== undefined))
    return { pointer: '/overbookReason', detail: 'goes with a doctorId only, and not with a hold' };
  return undefined;
}
