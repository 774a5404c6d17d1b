import { Injectable } from '@nestjs/common';
import { Clock, parsePhone } from '#libs/common';
import { Database } from '#libs/database';
import { PhonesService } from '#libs/notifications';
import { type Actor } from '../../actor.js';
import { LooksRepository } from '../../patients/index.js';
import { assertCanKeepPatients, workplacesOf } from '../../policy.js';
import { type Likeness, likenessesOf, type Traits } from './likeness.js';
import { LikenessesRepository } from './likenesses.repository.js';
import { RecordsRepository } from '../records.repository.js';
import { standing } from '../standing.js';

/** More would not be looked through before a record is written down. */
const most = 10;

/** Records that may be of one patient. */
@Injectable()
export class LikenessesService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsRepository,
    private readonly likenesses: LikenessesRepository,
    private readonly phones: PhonesService,
    private readonly looks: LooksRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The records that a new one would look like: those with its telephone number or its e-mail address, and those with its
   * birth date and a similar name. Records of patients who died are among them.
   *
   * @param traits as far as they are known by now; a telephone number as it is dialled where the actor works, or with the
   *   country code. One that cannot exist is the number of no record.
   * @throws AppError `auth.forbidden`
   */
  async findFor(actor: Actor, traits: Traits): Promise<readonly Likeness[]> {
    assertCanKeepPatients(actor);
    const { phone: typed } = traits;
    const phone = typed === null ? null : await this.read(actor, typed);
    return this.find(actor, { ...traits, phone });
  }

  /**
   * The records that look like another; see {@link findFor}.
   *
   * @throws AppError `auth.forbidden`, `patient.not_found`, `.merged`
   */
  async findOf(actor: Actor, id: number): Promise<readonly Likeness[]> {
    assertCanKeepPatients(actor);
    const record = standing((await this.records.find(this.database.client, actor, [id])).get(id));
    return this.find(actor, { ...record, email: record.email ?? record.offeredTo }, id);
  }

  private async find(actor: Actor, traits: Traits, except?: number): Promise<readonly Likeness[]> {
    const candidates = await this.likenesses.findCandidates(actor, traits, this.clock.date(), except);
    const alike = likenessesOf(traits, candidates, most);
    const told = alike.filter(({ isKnownNowhere }) => isKnownNowhere).map(({ id }) => id);
    if (workplacesOf(actor) !== 'everywhere') await this.looks.open(actor.userId, told, null);
    return alike;
  }

  private async read(actor: Actor, typed: string): Promise<string | null> {
    return parsePhone(typed) ?? parsePhone(typed, await this.phones.countryOf(actor)) ?? null;
  }
}
