import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn } from 'class-validator';
import { Channel, DeliveryState, type LedgerEntry, Occasion } from '#libs/notifications';
import { IsId, Optional } from '../../http/input/checks.js';
import { PageQueryDto } from '../../http/input/page.dto.js';

const states = Object.values(DeliveryState);
const channels = Object.values(Channel);

export class DeliveriesQueryDto extends PageQueryDto {
  @Optional()
  @Type(() => Number)
  @IsId()
  appointmentId?: number;

  /** The recipient */
  @Optional()
  @Type(() => Number)
  @IsId()
  userId?: number;

  @Optional()
  @IsIn(states)
  state?: DeliveryState;

  @Optional()
  @IsIn(channels)
  channel?: Channel;
}

export class DeliveryDto {
  /** @example 1 */
  id!: number;
  @ApiProperty({ enum: Object.values(Occasion), example: 'reminder' })
  occasion!: Occasion;
  @ApiProperty({ enum: channels, example: 'email' })
  channel!: Channel;
  /** uncertain: it may have been sent or not. It is tried once more; if that is no help, look into it and resend. */
  @ApiProperty({ enum: states, example: 'skipped' })
  state!: DeliveryState;
  /**
   * Why it was not sent, or not yet; branch on this
   * @example "late"
   */
  reason!: string | null;
  /**
   * The recipient; null for a user who is invited
   * @example 1
   */
  userId!: number | null;
  /** @example 1 */
  appointmentId!: number | null;
  /**
   * For a reminder: how long before the visit
   * @example 1440
   */
  offsetMinutes!: number | null;
  /** @example "2026-11-30T09:00:00.000Z" */
  dueAt!: string;
  /** @example 0 */
  attempts!: number;
  sentAt!: string | null;
  /** When the provider said that it arrived, if it does */
  deliveredAt!: string | null;
  /** @example "2026-11-20T10:00:00.000Z" */
  createdAt!: string;
  /**
   * How many other entries were sent in the same message
   * @example 0
   */
  togetherWith!: number;
}

export const toDeliveryDto = (entry: LedgerEntry): DeliveryDto => ({
  id: entry.id,
  occasion: entry.occasion,
  channel: entry.channel,
  state: entry.state,
  reason: entry.reason,
  userId: entry.userId,
  appointmentId: entry.appointmentId,
  offsetMinutes: entry.offsetMinutes,
  dueAt: entry.dueAt.toISOString(),
  attempts: entry.attempts,
  sentAt: entry.sentAt?.toISOString() ?? null,
  deliveredAt: entry.deliveredAt?.toISOString() ?? null,
  createdAt: entry.createdAt.toISOString(),
  togetherWith: entry.togetherWith,
});
