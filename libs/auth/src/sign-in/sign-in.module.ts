import { Module } from '@nestjs/common';
import { CryptoModule } from '../crypto/index.js';
import { LinksModule } from '../links/index.js';
import { SessionsModule } from '../sessions/index.js';
import { AccountsModule } from '../accounts/index.js';
import { NameChangesService } from './name-changes.service.js';
import { ProofsService } from './proofs.service.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { SecondFactorCodesService } from './second-factor-codes.service.js';
import { SecondFactorService } from './second-factor.service.js';
import { ServiceAccountsService } from './service-accounts.service.js';
import { ServiceRequestsRepository } from './service-requests.repository.js';
import { SignInService } from './sign-in.service.js';

/** How a caller proves who they are: password, second factor, or the identity of a service. */
@Module({
  imports: [CryptoModule, SessionsModule, LinksModule, AccountsModule],
  providers: [
    SecondFactorsRepository,
    SecondFactorCodesService,
    NameChangesService,
    ProofsService,
    SecondFactorService,
    ServiceRequestsRepository,
    ServiceAccountsService,
    SignInService,
  ],
  exports: [NameChangesService, SecondFactorService, ServiceAccountsService, SignInService],
})
export class SignInModule {}
