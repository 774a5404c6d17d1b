import { Module } from '@nestjs/common';
import { CryptoModule } from '../crypto/index.js';
import { SessionsModule } from '../sessions/index.js';
import { LinksModule } from '../links/index.js';
import { UsersRepository } from './users.repository.js';
import { AddressesRepository } from './addresses.repository.js';
import { AccountsService } from './accounts.service.js';
import { EmailChangesService } from './email-changes.service.js';
import { PasswordsService } from './passwords.service.js';
import { RecoveryService } from './recovery.service.js';

const providers = [
  UsersRepository,
  AddressesRepository,
  AccountsService,
  EmailChangesService,
  PasswordsService,
  RecoveryService,
];

/** Accounts, their names and their passwords. */
@Module({ imports: [CryptoModule, SessionsModule, LinksModule], providers, exports: providers })
export class AccountsModule {}
