import { Injectable } from '@nestjs/common';
import { Clock, type Page } from '#libs/common';
import { Database } from '#libs/database';
import { PhonesService, PreferencesRepository } from '#libs/notifications';
import { type Actor } from '../actor.js';
import { ClaimsService } from '../dependants/index.js';
import { assertCanKeepPatients } from '../policy.js';
import { type NewPatient, type PatientRecord, PatientsRepository } from './patients.repository.js';

/** Which patients the front desk looks for. */
export interface PatientSearch {
  readonly q: string;
  readonly locale?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Patients as the front desk finds them and writes them down. */
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
   * @param q parts of the name, the username, the e-mail address, the telephone number and the date of birth, as people
   *   write them
   * @param locale BCP 47: the order of day and month in `q`; both orders when it is left out
   * @returns patients in the order in which they became known
   * @throws AppError `auth.forbidden`
   */
  async search(actor: Actor, { q, locale, limit, cursor }: PatientSearch): Promise<Page<PatientRecord>> {
    assertCanKeepPatients(actor);
    // What is dialled at home begins with the prefix of the country in place of its code.
    const country = /\p{Nd}/u.test(q) ? await this.phones.countryOf(actor) : undefined;
    return this.patients.search(q, { locale, country }, limit, cursor);
  }

  /**
   * Writes a patient without an account down, and has an account offered where there is an e-mail address.
   *
   * @throws AppError `auth.forbidden`, `user.email_taken`, `request.invalid` for a telephone number that cannot exist
   */
  async add(actor: Actor, patient: NewPatient): Promise<PatientRecord> {
    assertCanKeepPatients(actor);
    const { name, birthDate, email } = patient;
    const phone = patient.phone === null ? null : await this.phones.read(actor, patient.phone);
    const now = this.clock.date();
    return this.database.transaction(async (queries) => {
      const id = await this.patients.create(queries, patient, now);
      if (phone !== null) await this.preferences.addPhone(queries, id, phone, now);
      if (email !== null) await this.claims.offer(actor, queries, id, email);
      return { id, name, username: null, email: null, phone, birthDate, deceasedOn: null };
    });
  }
}
