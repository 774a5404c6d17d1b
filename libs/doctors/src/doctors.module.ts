import { Module } from '@nestjs/common';
import { DirectoryModule } from './directory/index.js';
import { HoursModule } from './hours/index.js';
import { LocationsModule } from './locations/index.js';
import { RetirementModule } from './retirement/index.js';
import { VisitTypesModule } from './visit-types/index.js';

const rooms = [LocationsModule, DirectoryModule, HoursModule, VisitTypesModule, RetirementModule];

@Module({ imports: rooms, exports: rooms })
export class DoctorsModule {}
