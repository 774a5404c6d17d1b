import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Queries } from '#libs/database';
import { AddressesRepository, emailTaken } from '../accounts/index.js';
import { type Actor } from '../actor.js';
import { patientDeceased } from '../auth.errors.js';
import { ClaimsService, GuardianshipsRepository } from '../dependants/index.js';
import { LinksService } from '../links/index.js';
import { canOfferAccount } from '../policy.js';
import { type PatientDetails } from './record.js';
import { patientHasAccount, patientHasGuardians } from './records.errors.js';

/** E-mail addresses of patients: those of accounts, and those where an account is offered to patients without one. */
@Injectable()
export class EmailAddressesService {
  constructor(
    private readonly claims: ClaimsService,
    private readonly guardianships: GuardianshipsRepository,
    private readonly addresses: AddressesRepository,
    private readonly links: LinksService,
    private readonly clock: Clock,
  ) {}

  /**
   * Offers an account to another address, or asks for another address of the account; with none, takes back what was
   * offered or asked for before.
   *
   * @throws AppError `patient.has_account`, `.has_guardians`, `.deceased`, `user.email_taken`
   */
  async change(actor: Actor, queries: Queries, record: PatientDetails, email: string | null): Promise<void> {
    const hasAccount = record.username !== null;
    if (!hasAccount) await this.assertMayOffer(actor, queries, record.id);
    if (email === null)
      await this.links.useUp(queries, record.id, hasAccount ? 'email_change' : 'claim', this.clock.date());
    else if (hasAccount) await this.ask(actor, queries, record, email);
    else await this.claims.offer(actor, queries, record.id, email);
  }

  private async assertMayOffer(actor: Actor, queries: Queries, patientId: number): Promise<void> {
    const person = await this.guardianships.findPerson(queries, patientId);
    if (person === null || person.hasAccount) throw patientHasAccount();
    if (!canOfferAccount(actor, person)) throw patientHasGuardians();
  }

  /**
   * Mail to its address opens an account, so that the front desk alone does not change it: the reader of the new one agrees,
   * and that of the present one is told before.
   */
  private async ask(
    { userId: inviterId }: Actor,
    queries: Queries,
    { id, email: present, deceasedOn }: PatientDetails,
    next: string,
  ): Promise<void> {
    if (deceasedOn !== null) throw patientDeceased();
    if (await this.addresses.isHeld(next)) throw emailTaken();
    await this.links.send(queries, id, { purpose: 'email_change', inviterId, email: next });
    if (present !== null)
      await this.links.send(queries, id, { purpose: 'email_change_notice', inviterId, email: present });
  }
}
