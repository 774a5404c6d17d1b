import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock } from '#libs/common';
import { type Availability, type AvailabilityQuery, CalendarService } from '../availability/index.js';
import { keepsType } from '../booking/index.js';
import { canMoveTo } from '../policy.js';
import { AppointmentsService } from '../record/index.js';
import { assertChangeable } from './preconditions.js';

/** What a visit could become; what is left out stays. The dates are those of `timeZone`. */
export type MoveCalendarQuery = Omit<AvailabilityQuery, 'doctorId' | 'moved'> & {
  readonly doctorId?: number | undefined;
};

/** Calendars of one visit: the free slots that it could be moved to. */
@Injectable()
export class MoveCalendarService {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly calendars: CalendarService,
    private readonly clock: Clock,
  ) {}

  /**
   * The free slots of a range of days, by the rules that moving the visit is held to. The time that it has counts as free.
   *
   * @throws AppError `appointment.not_found`, `.wrong_status`, `.has_begun`, `.visit_type_not_offered`, `doctor.not_found`
   */
  async find(actor: Actor, id: number, query: MoveCalendarQuery): Promise<Availability> {
    const appointment = await this.appointments.find(actor, id);
    assertChangeable(appointment, this.clock.date());
    const target = {
      doctorId: query.doctorId ?? appointment.doctorId,
      visitTypeId: query.visitTypeId ?? appointment.visitTypeId,
    };
    const mayGoTo = (locationId: number): boolean => canMoveTo(actor, appointment, locationId);
    const moved = { id, keepsType: keepsType(appointment, target), mayGoTo };
    return this.calendars.find({ ...query, ...target, moved });
  }
}
