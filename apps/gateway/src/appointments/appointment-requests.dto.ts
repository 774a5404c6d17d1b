import { OmitType } from '@nestjs/swagger';
import { IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { largestId } from '#libs/common';
import { IsId, Optional } from '../http/checks.js';
import { ChangesDto, NewAppointmentDto, StepDto } from './appointments.dto.js';
import { AvailabilityQueryDto } from './availability.dto.js';

/** What HTTP has in headers stands in the data of a message, where its signature covers it. */
const IsKey = (): PropertyDecorator => (target, property) => {
  Optional()(target, property);
  IsString()(target, property);
  Matches(/^[\x21-\x7e]{1,255}$/, { message: 'must be 1 to 255 visible ASCII characters' })(target, property);
};

const IsVersion = (): PropertyDecorator => (target, property) => {
  Optional()(target, property);
  IsInt()(target, property);
  Min(1)(target, property);
  Max(largestId)(target, property);
};

export class AvailabilityRequestDto extends AvailabilityQueryDto {
  @IsId()
  doctorId!: number;
}

export class FindRequestDto {
  @IsId()
  id!: number;
}

export class BookRequestDto extends OmitType(NewAppointmentDto, ['userId']) {
  /** The patient: a service books for others only */
  @IsId()
  userId!: number;

  @IsKey()
  idempotencyKey?: string;
}

export class RescheduleRequestDto extends ChangesDto {
  @IsId()
  id!: number;

  @IsVersion()
  expectedVersion?: number;

  @IsKey()
  idempotencyKey?: string;
}

export class CancelRequestDto extends StepDto {
  @IsId()
  id!: number;

  @IsVersion()
  expectedVersion?: number;

  @IsKey()
  idempotencyKey?: string;
}
