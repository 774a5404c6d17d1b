import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AccessTokens } from './access-tokens.js';
import { AccountsService } from './accounts.service.js';
import { ClaimsService } from './claims.service.js';
import { DependantsService } from './dependants.service.js';
import { DependantLinksService } from './dependant-links.service.js';
import { GuardianshipsRepository } from './guardianships.repository.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordsService } from './passwords.service.js';
import { UserAdministrationRepository } from './user-administration.repository.js';
import { UserAdministrationService } from './user-administration.service.js';
import { InvitationsService } from './invitations.service.js';
import { LinkTokens } from './link-tokens.js';
import { LinksRepository } from './links.repository.js';
import { LinksService } from './links.service.js';
import { RecoveryService } from './recovery.service.js';
import { SecondFactorService } from './second-factor.service.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { Keys } from './keys.js';
import { RefreshTokens } from './refresh-tokens.js';
import { ServiceAccountsService } from './service-accounts.service.js';
import { SessionLifetimes } from './session-lifetimes.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { UnsubscribeTokens } from './unsubscribe-tokens.js';
import { UsersRepository } from './users.repository.js';

@Module({
  imports: [JwtModule.register({})],
  providers: [
    Keys,
    AccessTokens,
    RefreshTokens,
    SessionLifetimes,
    UsersRepository,
    SecondFactorsRepository,
    SecondFactorService,
    LinkTokens,
    UnsubscribeTokens,
    LinksRepository,
    LinksService,
    RecoveryService,
    InvitationsService,
    UserAdministrationRepository,
    PasswordHasher,
    PasswordsService,
    UserAdministrationService,
    SessionsRepository,
    AccountsService,
    SessionsService,
    SignInService,
    GuardianshipsRepository,
    DependantsService,
    DependantLinksService,
    ClaimsService,
    ServiceAccountsService,
  ],
  exports: [
    AccessTokens,
    AccountsService,
    ClaimsService,
    DependantsService,
    DependantLinksService,
    GuardianshipsRepository,
    InvitationsService,
    PasswordsService,
    RecoveryService,
    SecondFactorService,
    ServiceAccountsService,
    SessionsService,
    SignInService,
    UnsubscribeTokens,
    UserAdministrationService,
  ],
})
export class AuthModule {}
