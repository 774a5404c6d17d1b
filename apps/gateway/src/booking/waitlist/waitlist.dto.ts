import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn } from 'class-validator';
import { Temporal } from 'temporal-polyfill';
import {
  WaitlistEndReason,
  type WaitlistEntry,
  type WaitlistOffer,
  type WaitlistRequest,
  WaitlistStatus,
} from '#libs/appointments';
import { IsId, IsInstant, IsLocalDate, Optional, toEpoch } from '../../http/input/checks.js';
import { PageQueryDto } from '../../http/input/page.dto.js';
import { IsText } from '../../http/input/text.js';

const statuses = Object.values(WaitlistStatus);
const endReasons = Object.values(WaitlistEndReason);

export class NewWaitlistEntryDto {
  /**
   * Who is to be seen; left out with a `specialization`
   * @example 1
   */
  @Optional()
  @IsId()
  doctorId?: number;

  /**
   * In place of a doctor: any of this specialization (the whole of it, in any case)
   * @example "Cardiology"
   */
  @Optional()
  @IsText('specialization')
  specialization?: string;

  /**
   * Where the visit is to take place; anywhere when left out
   * @example 1
   */
  @Optional()
  @IsId()
  locationId?: number;

  /**
   * The doctor's default when left out
   * @example 1
   */
  @Optional()
  @IsId()
  visitTypeId?: number;

  /**
   * The first date on which the visit may be, local to the location
   * @example "2026-12-01"
   */
  @IsLocalDate()
  from!: string;

  /**
   * The last date on which the visit may be, at most 92 days in all
   * @example "2026-12-14"
   */
  @IsLocalDate()
  to!: string;

  /** The patient; yourself when left out, another for guardians and staff only */
  @Optional()
  @IsId()
  userId?: number;
}

export class WaitlistQueryDto extends PageQueryDto {
  @Optional()
  @IsIn(statuses)
  status?: WaitlistStatus;

  /** Entries that wait for this doctor */
  @Optional()
  @Type(() => Number)
  @IsId()
  doctorId?: number;

  /** The patient */
  @Optional()
  @Type(() => Number)
  @IsId()
  userId?: number;
}

export class NewOfferDto {
  /** @example 1 */
  @IsId()
  doctorId!: number;

  /**
   * A start from the doctor's availability
   * @example "2026-12-01T09:00:00Z"
   */
  @IsInstant()
  appointmentDateTime!: string;
}

export class WaitlistOfferDto {
  /** @example 1 */
  doctorId!: number;
  /** @example 1 */
  visitTypeId!: number;
  /** @example 1 */
  locationId!: number;
  /**
   * The location's zone, in which the visit takes place
   * @example "Europe/Berlin"
   */
  timeZone!: string;
  /** @example "2026-12-01T09:00:00.000Z" */
  appointmentDateTime!: string;
  /** @example "2026-12-01T09:30:00.000Z" */
  endsAt!: string;
  /**
   * From then on it goes to the next
   * @example "2026-11-20T10:30:00.000Z"
   */
  expiresAt!: string;
}

export class WaitlistEntryDto {
  /** @example 1 */
  id!: number;
  /**
   * The patient
   * @example 1
   */
  userId!: number;
  /**
   * What the patient is called, or signs in with; null once the account is erased
   * @example "patient"
   */
  patientName!: string | null;
  /** @example 1 */
  doctorId!: number | null;
  /** @example "Cardiology" */
  specialization!: string | null;
  /** @example 1 */
  locationId!: number | null;
  /** @example 1 */
  visitTypeId!: number | null;
  /** @example "2026-12-01" */
  from!: string;
  /** @example "2026-12-14" */
  to!: string;
  /** offered: a time is held and waits for an answer. expired: it ended by itself, see `endReason`. */
  @ApiProperty({ enum: statuses, example: 'waiting' })
  status!: WaitlistStatus;
  /** @example "2026-11-20T10:00:00.000Z" */
  createdAt!: string;
  /** Since when it has been booked, expired or left */
  endedAt!: string | null;
  /**
   * Why it expired: its last date has passed, three offers had no answer, or the doctor, location or visit type cannot be
   * booked on its dates any more
   */
  @ApiProperty({ enum: endReasons, nullable: true, example: null })
  endReason!: WaitlistEndReason | null;
  /** What is to be answered; null unless something is offered */
  offer!: WaitlistOfferDto | null;
  /** The visit that was booked; null unless one was */
  appointmentId!: number | null;
}

const toOfferDto = (offer: WaitlistOffer): WaitlistOfferDto => ({
  doctorId: offer.doctorId,
  visitTypeId: offer.visitTypeId,
  locationId: offer.locationId,
  timeZone: offer.timeZone,
  appointmentDateTime: offer.appointmentDateTime.toISOString(),
  endsAt: offer.endsAt.toISOString(),
  expiresAt: offer.expiresAt.toISOString(),
});

export const toWaitlistEntryDto = (entry: WaitlistEntry): WaitlistEntryDto => ({
  id: entry.id,
  userId: entry.userId,
  patientName: entry.patientName,
  doctorId: entry.doctorId,
  specialization: entry.specialization,
  locationId: entry.locationId,
  visitTypeId: entry.visitTypeId,
  from: entry.from,
  to: entry.to,
  status: entry.status,
  createdAt: entry.createdAt.toISOString(),
  endedAt: entry.endedAt?.toISOString() ?? null,
  endReason: entry.endReason,
  offer: entry.offer && toOfferDto(entry.offer),
  appointmentId: entry.appointmentId,
});

/** The start that staff offer. */
export const toOfferedStart = ({
  doctorId,
  appointmentDateTime,
}: NewOfferDto): { doctorId: number; at: number } => ({ doctorId, at: toEpoch(appointmentDateTime) });

export const toWaitlistRequest = ({ from, to, ...rest }: NewWaitlistEntryDto): WaitlistRequest => ({
  ...rest,
  from: Temporal.PlainDate.from(from),
  to: Temporal.PlainDate.from(to),
});
