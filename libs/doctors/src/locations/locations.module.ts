import { Module } from '@nestjs/common';
import { ClosuresRepository } from './closures.repository.js';
import { ClosuresService } from './closures.service.js';
import { LocationsRepository } from './locations.repository.js';
import { LocationsService } from './locations.service.js';

/** Where visits take place, and when a whole location is closed. */
@Module({
  providers: [ClosuresRepository, ClosuresService, LocationsRepository, LocationsService],
  exports: [ClosuresService, LocationsService],
})
export class LocationsModule {}
