import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { Database } from '#libs/database';
import { PhonesService, PreferencesRepository } from '#libs/notifications';
import { type Actor } from '../actor.js';
import { ClaimsService } from '../dependants/index.js';
import { assertCanKeepPatients, assertWorksSomewhere, workplacesOf } from '../policy.js';
import { type NewPatient, type PatientRecord, PatientsRepository } from './patients.repository.js';

/** Patients as the front desk writes them down. */
@Injectable()
export class PatientsService {
  constructor(
    private readonly database: Database,
    private readonly patients: PatientsRepository,
    private readonly preferences: PreferencesRepository,
    private readonly phones: PhonesService,
    private readonly claims: ClaimsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes a patient without an account down, who is known where the actor works from then on, and has an account offered where there is an e-mail address.
   *
   * @throws AppError `auth.forbidden`, `auth.elsewhere`, `user.email_taken`, `request.invalid` for a telephone number that cannot exist
   */
  async add(actor: Actor, patient: NewPatient): Promise<PatientRecord> {
    assertCanKeepPatients(actor);
    assertWorksSomewhere(actor);
    const places = workplacesOf(actor);
    const { name, birthDate, email } = patient;
    const phone = patient.phone === null ? null : await this.phones.read(actor, patient.phone);
    const now = this.clock.date();
    return this.database.transaction(async (queries) => {
      const id = await this.patients.create(queries, patient, now);
      if (places !== 'everywhere') await this.patients.addPlaces(queries, id, places);
      if (phone !== null) await this.preferences.addPhone(queries, id, phone, now);
      if (email !== null) await this.claims.offer(actor, queries, id, email);
      return { id, name, username: null, email: null, phone, birthDate, deceasedOn: null };
    });
  }
}
