import { Module } from '@nestjs/common';
import { makeCounterProvider } from '#libs/metrics';
import { AvailabilityModule } from '../availability/index.js';
import { AppointmentsRepository } from './appointments.repository.js';
import { AppointmentsService } from './appointments.service.js';
import { AttemptsService } from './attempts.service.js';
import { BookingsRepository } from './writing/bookings.repository.js';
import { ChangesRepository } from './writing/changes.repository.js';
import { PatientVisitsRepository } from './patient-visits.repository.js';
import { QuotasService } from './quotas.service.js';

const providers = [
  AppointmentsRepository,
  AppointmentsService,
  AttemptsService,
  BookingsRepository,
  ChangesRepository,
  PatientVisitsRepository,
  QuotasService,
];

@Module({
  imports: [AvailabilityModule],
  providers: [
    ...providers,
    makeCounterProvider({
      name: 'docket_appointments_total',
      help: 'Bookings and what became of them, and of the attempts.',
      labelNames: ['result'],
    }),
  ],
  exports: providers,
})
export class RecordModule {}
