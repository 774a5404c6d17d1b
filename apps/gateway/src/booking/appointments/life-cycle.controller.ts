import { applyDecorators, Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiPreconditionFailedResponse, ApiTags } from '@nestjs/swagger';
import { LifeCycleService, UndoService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Caller, Only, SignedIn } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { AppointmentDto, toAppointmentDto } from './appointment.dto.js';
import { StepDto } from './changes.dto.js';
import { ChangeConditions, type Conditions } from './conditions.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';

/** One step of an appointment's life; repeated, it changes nothing. */
const Step = (path: string): MethodDecorator =>
  applyDecorators(
    Post(`:id/${path}`),
    HttpCode(200),
    Tagged(),
    ApiConflictResponse({
      description: 'The status or the time of the appointment is none for this',
      type: ProblemDto,
    }),
    ApiPreconditionFailedResponse({ description: 'The appointment has another version', type: ProblemDto }),
  );

@ApiTags('Appointments')
@Controller('appointments')
export class LifeCycleController {
  constructor(
    private readonly lifeCycle: LifeCycleService,
    private readonly undoing: UndoService,
  ) {}

  /** Accepts a booking that waits for the doctor's word, before its start. From then on, one without an answer is cancelled. */
  @Only('doctor', 'staff', 'admin')
  @Step('confirm')
  async confirm(
    @Caller() caller: ActiveSession,
    @Param('id', IdPipe) id: number,
    @Body() { reason = null }: StepDto,
    @ChangeConditions() conditions: Conditions,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(await this.lifeCycle.confirm(caller, id, { reason, ...conditions }));
  }

  /**
   * Calls a visit off. Patients can do so before the start, up to the cut-off; doctor and staff also later, with a reason.
   */
  @SignedIn()
  @Step('cancel')
  async cancel(
    @Caller() caller: ActiveSession,
    @Param('id', IdPipe) id: number,
    @Body() { reason = null }: StepDto,
    @ChangeConditions() conditions: Conditions,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(await this.lifeCycle.cancel(caller, id, { reason, ...conditions }));
  }

  /**
   * The patient has arrived: on the day of the visit, by the clock of the location. A request is confirmed by it, and a
   * no-show has come late.
   */
  @Only('doctor', 'staff', 'admin')
  @Step('check-in')
  async checkIn(
    @Caller() caller: ActiveSession,
    @Param('id', IdPipe) id: number,
    @Body() { reason = null }: StepDto,
    @ChangeConditions() conditions: Conditions,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(await this.lifeCycle.checkIn(caller, id, { reason, ...conditions }));
  }

  /** The visit has taken place: after its start, or earlier when the patient was checked in. */
  @Only('doctor', 'staff', 'admin')
  @Step('complete')
  async complete(
    @Caller() caller: ActiveSession,
    @Param('id', IdPipe) id: number,
    @Body() { reason = null }: StepDto,
    @ChangeConditions() conditions: Conditions,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(await this.lifeCycle.complete(caller, id, { reason, ...conditions }));
  }

  /** The patient did not come: after the start. */
  @Only('doctor', 'staff', 'admin')
  @Step('no-show')
  async markNoShow(
    @Caller() caller: ActiveSession,
    @Param('id', IdPipe) id: number,
    @Body() { reason = null }: StepDto,
    @ChangeConditions() conditions: Conditions,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(await this.lifeCycle.markNoShow(caller, id, { reason, ...conditions }));
  }

  /**
   * Takes back a check-in, a completion, a no-show or a cancellation, if nothing happened since, on the day of that
   * step by the clock of the location. The appointment is again what it was; a cancelled visit only while its time is free.
   */
  @Only('doctor', 'staff', 'admin')
  @Step('undo')
  async undo(
    @Caller() caller: ActiveSession,
    @Param('id', IdPipe) id: number,
    @Body() { reason = null }: StepDto,
    @ChangeConditions() conditions: Conditions,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(await this.undoing.undo(caller, id, { reason, ...conditions }));
  }
}
