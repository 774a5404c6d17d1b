import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { KeptRulesService } from '../availability/index.js';
import { type PlannedBooking, RulesChanged, type WrittenAppointment } from '../record/index.js';
import { type DoctorBookingRequest } from './booking-request.js';
import { BookingWriter } from './booking-writer.service.js';
import { BookingPlanner } from './booking.planner.js';

/** What becomes of a plan that is not the same for a hold and a visit. */
type Finish = (planned: PlannedBooking) => PlannedBooking;

/** Books a time that is free, in one way to PostgreSQL as long as the rules that this process keeps are those of now. */
@Injectable()
export class FreeBookingService {
  constructor(
    private readonly planner: BookingPlanner,
    private readonly writer: BookingWriter,
    private readonly keptRules: KeptRulesService,
  ) {}

  /**
   * Plans a booking and writes it.
   *
   * @throws as {@link BookingPlanner.plan} and {@link BookingWriter.write}
   */
  async book(actor: Actor, request: DoctorBookingRequest, finish: Finish): Promise<WrittenAppointment> {
    try {
      return await this.writer.write(
        finish(await this.planner.plan(actor, { ...request, byKeptRules: true })),
      );
    } catch (error) {
      if (!(error instanceof RulesChanged)) throw error;
      this.keptRules.forget(request);
      return this.writer.write(finish(await this.planner.plan(actor, request)));
    }
  }
}
