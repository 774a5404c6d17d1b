import { OmitType } from '@nestjs/swagger';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { largestId } from '#libs/common';
import { IsId, Optional } from '../../http/input/checks.js';
import { faultOption } from '../../http/input/field-faults.js';
import { ChangesDto, StepDto } from './changes.dto.js';
import { NewAppointmentDto } from './new-appointment.dto.js';
import { AvailabilityQueryDto } from '../availability/availability.dto.js';
import { IsText } from '../../http/input/text.js';

/** What HTTP has in headers stands in the data of a message, where its signature covers it. */
const IsKey = (): PropertyDecorator => (target, property) => {
  Optional()(target, property);
  IsText('idempotencyKey')(target, property);
  Matches(/^[\x21-\x7e]{1,255}$/, faultOption('key.invalid'))(target, property);
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
