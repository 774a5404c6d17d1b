import { Body, Controller, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { WalkInsService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Caller, Only } from '../../http/access/access.js';
import { AppointmentDto, toAppointmentDto } from './appointment.dto.js';
import { NewWalkInDto, toWalkIn } from './new-appointment.dto.js';
import { SlotTakenDto } from '../availability/availability.dto.js';
import { IdempotencyKey } from './conditions.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';

@ApiTags('Appointments')
@Controller('appointments/walk-ins')
export class WalkInsController {
  constructor(private readonly walkIns: WalkInsService) {}

  /** Begins a visit now, for a patient who stands at the desk: off the grid, without notice, and checked in at once. */
  @Only('staff', 'admin')
  @ApiConflictResponse({
    description: 'The doctor is busy (`appointment.slot_taken`), or the patient is',
    type: SlotTakenDto,
  })
  @Tagged()
  @Post()
  async begin(
    @Body() walkIn: NewWalkInDto,
    @Caller() caller: ActiveSession,
    @IdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(await this.walkIns.begin(caller, { ...toWalkIn(walkIn), idempotencyKey }));
  }
}
