import { applyDecorators, Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiPreconditionFailedResponse, ApiTags } from '@nestjs/swagger';
import { LifeCycleService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Caller, Only, SignedIn } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import { ProblemDto } from '../http/problem.dto.js';
import { AppointmentDto, StepDto, toAppointmentDto } from './appointments.dto.js';
import { ExpectedVersion, IdempotencyKey, Tagged } from './conditions.js';

/** One step of an appointment's life; repeated, it changes nothing. */
const Step = (path: string): MethodDecorator =>
  applyDecorators(
    Post(`:id/${path}`),
    HttpCode(200),
    Tagged(),
    ApiConflictResponse({ description: 'The appointment is not in a status for this', type: ProblemDto }),
    ApiPreconditionFailedResponse({ description: 'The appointment has another version', type: ProblemDto }),
  );

@ApiTags('Appointments')
@Controller('appointments')
export class LifeCycleController {
  constructor(private readonly lifeCycle: LifeCycleService) {}

  /** Accepts a booking that waits for the doctor's word. */
  @Only('doctor', 'staff', 'admin')
  @Step('confirm')
  async confirm(
    @Param('id', IdPipe) id: number,
    @Body() { reason = null }: StepDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() expectedVersion: number | undefined,
    @IdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<AppointmentDto> {
    const step = { reason, expectedVersion, idempotencyKey };
    return toAppointmentDto(await this.lifeCycle.confirm(id, caller, step));
  }

  /** Calls a visit off. */
  @SignedIn()
  @Step('cancel')
  async cancel(
    @Param('id', IdPipe) id: number,
    @Body() { reason = null }: StepDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() expectedVersion: number | undefined,
    @IdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<AppointmentDto> {
    const step = { reason, expectedVersion, idempotencyKey };
    return toAppointmentDto(await this.lifeCycle.cancel(id, caller, step));
  }

  /** The patient has arrived. */
  @Only('doctor', 'staff', 'admin')
  @Step('check-in')
  async checkIn(
    @Param('id', IdPipe) id: number,
    @Body() { reason = null }: StepDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() expectedVersion: number | undefined,
    @IdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<AppointmentDto> {
    const step = { reason, expectedVersion, idempotencyKey };
    return toAppointmentDto(await this.lifeCycle.checkIn(id, caller, step));
  }

  /** The visit has taken place. */
  @Only('doctor', 'staff', 'admin')
  @Step('complete')
  async complete(
    @Param('id', IdPipe) id: number,
    @Body() { reason = null }: StepDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() expectedVersion: number | undefined,
    @IdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<AppointmentDto> {
    const step = { reason, expectedVersion, idempotencyKey };
    return toAppointmentDto(await this.lifeCycle.complete(id, caller, step));
  }

  /** The patient did not come. */
  @Only('doctor', 'staff', 'admin')
  @Step('no-show')
  async markNoShow(
    @Param('id', IdPipe) id: number,
    @Body() { reason = null }: StepDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() expectedVersion: number | undefined,
    @IdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<AppointmentDto> {
    const step = { reason, expectedVersion, idempotencyKey };
    return toAppointmentDto(await this.lifeCycle.markNoShow(id, caller, step));
  }
}
