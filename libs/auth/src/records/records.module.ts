import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { DependantsModule } from '../dependants/index.js';
import { AccountsModule } from '../accounts/index.js';
import { LinksModule } from '../links/index.js';
import { PatientsModule } from '../patients/index.js';
import { DeathsService } from './deaths.service.js';
import { EmailAddressesService } from './email-addresses.service.js';
import { LikenessesRepository } from './likenesses/likenesses.repository.js';
import { LikenessesService } from './likenesses/likenesses.service.js';
import { MergeUndoService } from './merge-undo.service.js';
import { MergesRepository } from './merges.repository.js';
import { MergesService } from './merges.service.js';
import { RecordsRepository } from './records.repository.js';
import { RecordsService } from './records.service.js';

/** Records of patients: what they say, and what was done to them. */
@Module({
  imports: [NotificationsModule, DependantsModule, AccountsModule, LinksModule, PatientsModule],
  providers: [
    EmailAddressesService,
    RecordsRepository,
    RecordsService,
    MergesRepository,
    MergesService,
    MergeUndoService,
    DeathsService,
    LikenessesRepository,
    LikenessesService,
  ],
  exports: [RecordsService, LikenessesService, MergesService, MergeUndoService, DeathsService],
})
export class RecordsModule {}
