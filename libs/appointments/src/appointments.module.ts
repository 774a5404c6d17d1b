import { Module } from '@nestjs/common';
import { AvailabilityModule } from './availability/index.js';
import { RecordModule } from './record/index.js';
import { SearchModule } from './search/index.js';
import { BookingModule } from './booking/index.js';
import { VisitsModule } from './visits/index.js';
import { SeriesModule } from './series/index.js';
import { WaitlistModule } from './waitlist/index.js';
import { DeskModule } from './desk/index.js';
import { RetirementModule } from './retirement/index.js';
import { PatientsModule } from './patients/index.js';
import { PrivacyModule } from './privacy/index.js';
import { UpkeepModule } from './upkeep/index.js';
import { ReportsModule } from './reports/index.js';

const rooms = [
  AvailabilityModule,
  RecordModule,
  SearchModule,
  BookingModule,
  VisitsModule,
  SeriesModule,
  WaitlistModule,
  DeskModule,
  RetirementModule,
  ReportsModule,
  PatientsModule,
  PrivacyModule,
  UpkeepModule,
];

/** Scheduling as a whole: each room is a module of its own, and what they export is exported here. */
@Module({ imports: rooms, exports: rooms })
export class AppointmentsModule {}
