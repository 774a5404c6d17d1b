import { type Doctor, type VisitType } from '../../../api/queries.js';
import { dateIn } from '../../../time/dates.js';
import { addresses } from '../../../routing/location.js';

/** What the user asks to book: read from the address, with what the API knows about it. */
export interface BookingRequest {
  readonly doctor: Doctor;
  readonly visitType: VisitType;
  /** ISO instant */
  readonly start: string;
  readonly end: string;
}

export interface AskedFor {
  readonly doctorId: number;
  readonly visitTypeId: number | undefined;
  /** Where no visit type is named: the first one of this kind */
  readonly mode: string | null;
  readonly start: string;
}

const idIn = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;

/** @returns undefined when the address names no doctor or no time */
export function readAddress(url: URL): AskedFor | undefined {
  const doctorId = idIn(url.searchParams.get('doctor'));
  const start = new Date(url.searchParams.get('start') ?? '');
  if (doctorId === undefined || Number.isNaN(start.getTime())) return undefined;
  return {
    doctorId,
    visitTypeId: idIn(url.searchParams.get('visitType')),
    mode: url.searchParams.get('mode'),
    start: start.toISOString(),
  };
}

export function toRequest(
  asked: AskedFor,
  doctor: Doctor,
  visitTypes: readonly VisitType[],
): BookingRequest | undefined {
  const { visitTypeId, mode, start } = asked;
  const visitType = visitTypes.find((each) =>
    visitTypeId === undefined ? mode === null || each.mode === mode : each.id === visitTypeId,
  );
  if (visitType === undefined) return undefined;
  const end = new Date(Date.parse(start) + visitType.durationMinutes * 60_000).toISOString();
  return { doctor, visitType, start, end };
}

/** The requested time, for any patient. */
export const slotOf = ({ doctor, visitType, start }: BookingRequest): string =>
  [doctor.id, visitType.id, start].join(' ');

/** The doctor's page, with the day and the kind of visit that are wanted. */
export function allTimesOf({ doctor, visitType, start }: BookingRequest): string {
  const date = dateIn(doctor.location.timeZone, new Date(start));
  return `${addresses.doctor(doctor.id)}?${new URLSearchParams({ visitType: String(visitType.id), date }).toString()}`;
}
