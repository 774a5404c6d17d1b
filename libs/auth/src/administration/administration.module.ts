import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { LinksModule } from '../links/index.js';
import { SessionsModule } from '../sessions/index.js';
import { SignInModule } from '../sign-in/index.js';
import { InvitationsService } from './invitations.service.js';
import { UserAdministrationRepository } from './user-administration.repository.js';
import { UserAdministrationService } from './user-administration.service.js';

/** What an admin does with accounts of other users. */
@Module({
  imports: [SessionsModule, LinksModule, AccountsModule, SignInModule],
  providers: [UserAdministrationRepository, UserAdministrationService, InvitationsService],
  exports: [UserAdministrationService, InvitationsService],
})
export class AdministrationModule {}
