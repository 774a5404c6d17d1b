export { type Appointment, type HistoryEntry, type WrittenAppointment } from './appointment.js';
export { clearExpiredHolds, eventData, insertHistoryFrom, snapshot, zoneOfVisit } from './appointment.sql.js';
export {
  appointmentFields,
  type AppointmentFilter,
  AppointmentsRepository,
  type StandingFilter,
  type VisitOfPatient,
} from './appointments.repository.js';
export { AppointmentsService } from './appointments.service.js';
export { type AttemptResult, AttemptsService } from './attempts.service.js';
export { BookingsRepository, RulesChanged } from './writing/bookings.repository.js';
export { type Change, ChangesRepository } from './writing/changes.repository.js';
export { PatientVisitsRepository } from './patient-visits.repository.js';
export { keepToQuota, type Quota, quotaError } from './quota.sql.js';
export { type PlannedBooking, type PlannedVisit } from './writing/planned.js';
export { QuotasService } from './quotas.service.js';
export { appointmentNotFound, patientBusy, patientBusyMessage, unknownPatient } from './record.errors.js';
export { RecordModule } from './record.module.js';
export { firstStatus } from './status.js';
export { visibleAppointments, visibleHolds } from './visible.sql.js';
