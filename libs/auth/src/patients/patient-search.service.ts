import { Injectable } from '@nestjs/common';
import { type Page } from '#libs/common';
import { type Queries } from '#libs/database';
import { PhonesService } from '#libs/notifications';
import { type Actor } from '../actor.js';
import { assertCanAdminister, assertCanKeepPatients, assertWorksSomewhere, workplacesOf } from '../policy.js';
import { LooksRepository, type PatientLook } from './looks.repository.js';
import { type FoundPatient, type PatientRecord, PatientsRepository } from './patients.repository.js';

/** More would be no look for one patient. */
const most = 10;

/** Which patients the front desk looks for. */
export interface PatientSearch {
  readonly q: string;
  readonly locale?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Whom the front desk looks for in the whole clinic, and why. */
export interface PatientLookRequest {
  readonly q: string;
  readonly locale?: string | undefined;
  readonly reason: string;
}

/**
 * How the front desk finds patients: those of its locations, those who tell who they are, and, with a reason that admins
 * see, those of the whole clinic.
 */
@Injectable()
export class PatientSearchService {
  constructor(
    private readonly looks: LooksRepository,
    private readonly patients: PatientsRepository,
    private readonly phones: PhonesService,
  ) {}

  /**
   * The patients who are known where the actor works, and those whom the actor has looked at a moment ago; all of them
   * for admins. A patient who is known nowhere yet is found by what only the patient tells, which opens the record to the
   * actor for an hour.
   *
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
    const page = await this.patients.search(actor, q, { locale, country }, limit, cursor);
    if (workplacesOf(actor) !== 'everywhere') await this.openTold(actor, page.items);
    return page;
  }

  /**
   * Finds patients in the whole clinic, and opens the record of each that it shows to the actor for an hour.
   *
   * @param queries the transaction in which it is noted
   * @returns ten patients at most
   * @throws AppError `auth.forbidden`, `auth.elsewhere`
   */
  async look(
    actor: Actor,
    queries: Queries,
    { q, locale, reason }: PatientLookRequest,
  ): Promise<readonly PatientRecord[]> {
    assertCanKeepPatients(actor);
    assertWorksSomewhere(actor);
    const reader = { locale, country: await this.phones.countryOf(actor) };
    const { items } = await this.patients.search('everywhere', q, reader, most);
    await this.looks.open(
      actor.userId,
      items.map(({ id }) => id),
      reason,
      queries,
    );
    return items;
  }

  /**
   * The looks of the last year, the last one first.
   *
   * @throws AppError `auth.forbidden`
   */
  async listLooks(actor: Actor, limit: number, cursor?: string): Promise<Page<PatientLook>> {
    assertCanAdminister(actor);
    return this.looks.list(limit, cursor);
  }

  private openTold({ userId }: Actor, found: readonly FoundPatient[]): Promise<void> {
    const told = found.filter(({ isKnownNowhere }) => isKnownNowhere);
    return this.looks.open(
      userId,
      told.map(({ id }) => id),
      null,
    );
  }
}
