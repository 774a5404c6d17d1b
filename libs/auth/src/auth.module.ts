import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts/index.js';
import { AdministrationModule } from './administration/index.js';
import { CryptoModule } from './crypto/index.js';
import { DependantsModule } from './dependants/index.js';
import { LinksModule } from './links/index.js';
import { PatientsModule } from './patients/index.js';
import { PrivacyModule } from './privacy/index.js';
import { RecordsModule } from './records/index.js';
import { SessionsModule } from './sessions/index.js';
import { SignInModule } from './sign-in/index.js';

const rooms = [
  CryptoModule,
  SessionsModule,
  LinksModule,
  AccountsModule,
  SignInModule,
  DependantsModule,
  AdministrationModule,
  PatientsModule,
  RecordsModule,
  PrivacyModule,
];

@Module({ imports: rooms, exports: rooms })
export class AuthModule {}
