import { Body, Controller, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { WalkInsService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Caller, Only } from '../http/access.js';
import { AppointmentDto, NewWalkInDto, toAppointmentDto } from './appointments.dto.js';
import { SlotTakenDto } from './availability.dto.js';
import { IdempotencyKey, Tagged } from './conditions.js';

@ApiTags('Appointments')
@Controller('appointments/walk-ins')
export class WalkInsController {
  constructor(private readonly walkIns: WalkInsService) {}

  /** Begins a visit now, for somebody who stands at the desk: off the grid, without notice, and checked in at once. */
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
    @IdempotencyKey() key: string | undefined,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(await this.walkIns.begin(caller, walkIn, key));
  }
}
