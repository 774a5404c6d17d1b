import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AppointmentsModule } from '#libs/appointments';
import { AuditModule } from '#libs/audit';
import { AuthModule } from '#libs/auth';
import { DoctorsModule } from '#libs/doctors';
import { NotificationsModule } from '#libs/notifications';
import { AccessModule } from '../http/access/access.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { AuthController } from './auth/auth.controller.js';
import { JwtStrategy } from './auth/jwt.strategy.js';
import { LinksController } from './auth/links.controller.js';
import { DependantsController } from './dependants/dependants.controller.js';
import { GuardiansController } from './dependants/guardians.controller.js';
import { LooksController } from './looks/looks.controller.js';
import { PatientLooksService } from './looks/patient-looks.service.js';
import { MeController } from './me/me.controller.js';
import { ProfileService } from './me/profile.service.js';
import { MfaController } from './me/mfa.controller.js';
import { ErasureService } from './privacy/erasure.service.js';
import { PrivacyController } from './privacy/privacy.controller.js';
import { PrivacyService } from './privacy/privacy.service.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { DoctorOfAccountService } from './users/doctor-of-account.service.js';
import { InvitationsController } from './users/invitations.controller.js';
import { PatientsController } from './users/patients.controller.js';
import { DeathsController } from './records/deaths.controller.js';
import { LikenessesController } from './records/likenesses.controller.js';
import { MergesController } from './records/merges.controller.js';
import { RecordDeathsService } from './records/record-deaths.service.js';
import { RecordMergeUndoService } from './records/record-merge-undo.service.js';
import { RecordMergesService } from './records/record-merges.service.js';
import { RecordsController } from './records/records.controller.js';
import { UsersController } from './users/users.controller.js';

/** Accounts and their sessions, dependants, patients and what is known about a person. */
@Module({
  imports: [
    PassportModule,
    AccessModule,
    AuditModule,
    AuthModule,
    DoctorsModule,
    AppointmentsModule,
    NotificationsModule,
    LimitsModule,
  ],
  controllers: [
    AuthController,
    SessionsController,
    MeController,
    MfaController,
    LinksController,
    InvitationsController,
    PatientsController,
    LooksController,
    LikenessesController,
    RecordsController,
    MergesController,
    DeathsController,
    UsersController,
    DependantsController,
    GuardiansController,
    PrivacyController,
  ],
  providers: [
    DoctorOfAccountService,
    JwtStrategy,
    ProfileService,
    PatientLooksService,
    PrivacyService,
    ErasureService,
    RecordMergesService,
    RecordMergeUndoService,
    RecordDeathsService,
  ],
})
export class AccountsModule {}
