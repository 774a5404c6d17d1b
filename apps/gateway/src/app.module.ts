import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { TerminusModule } from '@nestjs/terminus';
import { AppointmentsModule } from '#libs/appointments';
import { AuditModule } from '#libs/audit';
import { AuthModule } from '#libs/auth';
import { CacheModule } from '#libs/cache';
import { CommonModule } from '#libs/common';
import { ConfigModule, type Env } from '#libs/config';
import { DatabaseModule } from '#libs/database';
import { DoctorsModule } from '#libs/doctors';
import { MessagingModule } from '#libs/messaging';
import { NotificationsModule } from '#libs/notifications';
import { makeHistogramProvider, MetricsModule } from '#libs/metrics';
import { AnyDoctorController } from './appointments/any-doctor.controller.js';
import { AppointmentsRpcController } from './appointments/appointments.rpc.controller.js';
import { AppointmentsController } from './appointments/appointments.controller.js';
import { AvailabilityController } from './appointments/availability.controller.js';
import { HoldsController } from './appointments/holds.controller.js';
import { LifeCycleController } from './appointments/life-cycle.controller.js';
import { WalkInsController } from './appointments/walk-ins.controller.js';
import { SeriesController } from './appointments/series.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditInterceptor } from './audit/audit.interceptor.js';
import { LinksController } from './auth/links.controller.js';
import { AuthController } from './auth/auth.controller.js';
import { JwtStrategy } from './auth/jwt.strategy.js';
import { CalendarsController } from './calendars/calendars.controller.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DependantsController } from './dependants/dependants.controller.js';
import { GuardiansController } from './dependants/guardians.controller.js';
import { DoctorChanges } from './doctors/doctor-changes.js';
import { DoctorChangesController } from './doctors/doctor-changes.controller.js';
import { DoctorsController } from './doctors/doctors.controller.js';
import { DoctorsRpcController } from './doctors/doctors.rpc.controller.js';
import { AccessGuard } from './http/access.guard.js';
import { EventStreams } from './http/event-streams.js';
import { dtoPipe, ReadableInputPipe } from './http/input.pipes.js';
import { StreamPlaces } from './http/stream-places.js';
import { LimitsModule } from './limits/limits.module.js';
import { ClosuresController } from './locations/closures.controller.js';
import { LocationsController } from './locations/locations.controller.js';
import { MfaController } from './me/mfa.controller.js';
import { MeController } from './me/me.controller.js';
import { DeliveryReportsController } from './notifications/delivery-reports.controller.js';
import { InboxStreams } from './notifications/inbox-streams.js';
import { PreferencesController } from './notifications/preferences.controller.js';
import { PushController } from './notifications/push.controller.js';
import { TemplatePreviewController } from './notifications/template-preview.controller.js';
import { UnsubscribeController } from './notifications/unsubscribe.controller.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { NotificationsRepository } from './notifications/notifications.repository.js';
import { HealthController } from './operations/health.controller.js';
import { MetricsController } from './operations/metrics.controller.js';
import { MetricsServer } from './operations/metrics.server.js';
import { ErasureRepository } from './privacy/erasure.repository.js';
import { ErasureService } from './privacy/erasure.service.js';
import { PrivacyController } from './privacy/privacy.controller.js';
import { PrivacyRepository } from './privacy/privacy.repository.js';
import { ProblemFilter } from './problem.filter.js';
import { ReportsController } from './reports/reports.controller.js';
import { DayController } from './schedules/day.controller.js';
import { DayAccess } from './schedules/day-access.js';
import { HoursAccess } from './schedules/hours-access.js';
import { SchedulePreviewsController } from './schedules/schedule-previews.controller.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { InvitationsController } from './users/invitations.controller.js';
import { PatientsController } from './users/patients.controller.js';
import { PatientsRepository } from './users/patients.repository.js';
import { UsersController } from './users/users.controller.js';
import { VisitTypesController } from './visit-types/visit-types.controller.js';
import { WaitlistController } from './waitlist/waitlist.controller.js';

export const requestDurations = 'http_request_duration_seconds';

@Module({})
export class AppModule {
  static forRoot(env: Env): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(env),
        CommonModule,
        MetricsModule.forRoot(MetricsController),
        DatabaseModule,
        CacheModule,
        MessagingModule.forPublisher(),
        PassportModule,
        // Terminus' own log would name every failed check a second time.
        TerminusModule.forRoot({ logger: false }),
        AuditModule,
        AuthModule,
        DoctorsModule,
        AppointmentsModule,
        NotificationsModule,
        LimitsModule,
      ],
      controllers: [
        AuditController,
        AuthController,
        SessionsController,
        MeController,
        MfaController,
        LinksController,
        InvitationsController,
        PatientsController,
        UsersController,
        DependantsController,
        GuardiansController,
        NotificationsController,
        PreferencesController,
        PushController,
        UnsubscribeController,
        TemplatePreviewController,
        DeliveryReportsController,
        DeliveriesController,
        CalendarsController,
        PrivacyController,
        DoctorChangesController,
        DoctorsController,
        DoctorsRpcController,
        AvailabilityController,
        AnyDoctorController,
        VisitTypesController,
        SchedulesController,
        SchedulePreviewsController,
        DayController,
        LocationsController,
        ClosuresController,
        HoldsController,
        WalkInsController,
        AppointmentsController,
        AppointmentsRpcController,
        LifeCycleController,
        SeriesController,
        WaitlistController,
        ReportsController,
        HealthController,
      ],
      providers: [
        JwtStrategy,
        PatientsRepository,
        DayAccess,
        HoursAccess,
        EventStreams,
        StreamPlaces,
        DoctorChanges,
        NotificationsRepository,
        InboxStreams,
        PrivacyRepository,
        ErasureRepository,
        ErasureService,
        MetricsServer,
        makeHistogramProvider({
          name: requestDurations,
          help: 'How long requests took.',
          labelNames: ['method', 'route', 'status'],
          buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        }),
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
        { provide: APP_PIPE, useClass: ReadableInputPipe },
        { provide: APP_PIPE, useFactory: dtoPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
