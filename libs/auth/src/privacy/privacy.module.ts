import { Module } from '@nestjs/common';
import { DependantsModule } from '../dependants/index.js';
import { AccountPrivacyService } from './account-privacy.service.js';
import { PersonalAccountsRepository } from './personal-accounts.repository.js';

/** What erasing and exporting a person mean for accounts. */
@Module({
  imports: [DependantsModule],
  providers: [PersonalAccountsRepository, AccountPrivacyService],
  exports: [AccountPrivacyService],
})
export class PrivacyModule {}
