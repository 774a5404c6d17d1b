import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { VisitTypesRepository } from './visit-types.repository.js';
import { VisitTypesService } from './visit-types.service.js';

/** What can be booked, and with which doctor. */
@Module({
  imports: [DirectoryModule],
  providers: [VisitTypesRepository, VisitTypesService],
  exports: [VisitTypesService],
})
export class VisitTypesModule {}
