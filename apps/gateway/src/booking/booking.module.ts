import { Module } from '@nestjs/common';
import { AppointmentsModule } from '#libs/appointments';
import { AuditModule } from '#libs/audit';
import { AuthModule } from '#libs/auth';
import { DoctorsModule } from '#libs/doctors';
import { NotificationsModule } from '#libs/notifications';
import { AnyDoctorController } from './appointments/any-doctor.controller.js';
import { AppointmentsController } from './appointments/appointments.controller.js';
import { AppointmentsRpcController } from './appointments/appointments.rpc.controller.js';
import { HoldsController } from './appointments/holds.controller.js';
import { LifeCycleController } from './appointments/life-cycle.controller.js';
import { MoveAvailabilityController } from './availability/move-availability.controller.js';
import { FollowingController } from './appointments/series/following.controller.js';
import { SeriesController } from './appointments/series/series.controller.js';
import { WalkInsController } from './appointments/walk-ins.controller.js';
import { AvailabilityController } from './availability/availability.controller.js';
import { KeptCalendars } from './availability/kept-calendars.service.js';
import { DayController } from './board/agenda.controller.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { WaitlistController } from './waitlist/waitlist.controller.js';

/** Free times, appointments and everything that becomes of them. */
@Module({
  imports: [AuthModule, AuditModule, DoctorsModule, AppointmentsModule, NotificationsModule],
  controllers: [
    AvailabilityController,
    AnyDoctorController,
    DayController,
    HoldsController,
    WalkInsController,
    AppointmentsController,
    MoveAvailabilityController,
    AppointmentsRpcController,
    LifeCycleController,
    SeriesController,
    FollowingController,
    WaitlistController,
    ReportsController,
    CalendarsController,
  ],
  providers: [KeptCalendars],
})
export class BookingModule {}
