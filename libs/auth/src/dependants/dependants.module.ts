import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { SessionsModule } from '../sessions/index.js';
import { LinksModule } from '../links/index.js';
import { AccountsModule } from '../accounts/index.js';
import { GuardianshipsRepository } from './guardianships.repository.js';
import { DependantsService } from './dependants.service.js';
import { GuardiansService } from './guardians.service.js';
import { DependantLinksService } from './dependant-links.service.js';
import { ClaimsService } from './claims.service.js';

/** Guardians and their dependants. */
@Module({
  imports: [NotificationsModule, SessionsModule, LinksModule, AccountsModule],
  providers: [
    GuardianshipsRepository,
    DependantsService,
    GuardiansService,
    DependantLinksService,
    ClaimsService,
  ],
  exports: [
    GuardianshipsRepository,
    DependantsService,
    GuardiansService,
    DependantLinksService,
    ClaimsService,
  ],
})
export class DependantsModule {}
