import { MessagePattern, Payload } from '@nestjs/microservices';
import { AppointmentsService, BookingService, LifeCycleService, RescheduleService } from '#libs/appointments';
import { type ServiceAccount } from '#libs/auth';
import { CallingService } from '../../rpc/rpc-caller.js';
import { ServesRequests } from '../../rpc/serves-requests.js';
import {
  BookRequestDto,
  CancelRequestDto,
  FindRequestDto,
  RescheduleRequestDto,
} from './appointment-requests.dto.js';
import { type AppointmentDto, toAppointmentDto } from './appointment.dto.js';
import { toBookingRequest } from './new-appointment.dto.js';
import { toRescheduleRequest } from './changes.dto.js';

/** Appointments for internal services, by the rules of the front desk: what REST does, for the service that signs the request. */
@ServesRequests()
export class AppointmentsRpcController {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly booking: BookingService,
    private readonly rescheduling: RescheduleService,
    private readonly lifeCycle: LifeCycleService,
  ) {}

  /** The same as `GET /appointments/:id`. */
  @MessagePattern('appointments.get.v1')
  async find(
    @Payload() { id }: FindRequestDto,
    @CallingService() caller: ServiceAccount,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(await this.appointments.find(caller, id));
  }

  /** The same as `POST /appointments`. */
  @MessagePattern('appointments.book.v1')
  async book(
    @Payload() { idempotencyKey, ...request }: BookRequestDto,
    @CallingService() caller: ServiceAccount,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(
      await this.booking.book(caller, { ...toBookingRequest(request), idempotencyKey }),
    );
  }

  /** The same as `PATCH /appointments/:id`. */
  @MessagePattern('appointments.reschedule.v1')
  async reschedule(
    @Payload() { id, expectedVersion, idempotencyKey, ...changes }: RescheduleRequestDto,
    @CallingService() caller: ServiceAccount,
  ): Promise<AppointmentDto> {
    const request = { ...toRescheduleRequest(changes), expectedVersion, idempotencyKey };
    return toAppointmentDto(await this.rescheduling.reschedule(caller, id, request));
  }

  /** The same as `POST /appointments/:id/cancel`. */
  @MessagePattern('appointments.cancel.v1')
  async cancel(
    @Payload() { id, reason = null, expectedVersion, idempotencyKey }: CancelRequestDto,
    @CallingService() caller: ServiceAccount,
  ): Promise<AppointmentDto> {
    const step = { reason, expectedVersion, idempotencyKey };
    return toAppointmentDto(await this.lifeCycle.cancel(caller, id, step));
  }
}
