import { Injectable } from '@nestjs/common';
import { RetirementService } from '#libs/appointments';
import { type Actor } from '#libs/auth';
import { Clock } from '#libs/common';
import { DoctorsService } from '#libs/doctors';

/** The doctor who signs in with an account: the account can be disabled, and what becomes of the doctor is another question. */
export interface DoctorOfAccount {
  readonly id: number;
  readonly name: string;
  readonly retiresOn: string | null;
  /** The visits from today on that are neither over nor cancelled */
  readonly visitsToCome: number;
}

@Injectable()
export class DoctorOfAccountService {
  constructor(
    private readonly doctors: DoctorsService,
    private readonly retirements: RetirementService,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns null for the account of a patient or of staff
   * @throws AppError as {@link RetirementService.countRemaining}
   */
  async find(actor: Actor, userId: number): Promise<DoctorOfAccount | null> {
    const id = await this.doctors.findIdOfAccount(userId);
    if (id === null) return null;
    const { name, retiresOn, location } = await this.doctors.find(id);
    const today = this.clock.now().toZonedDateTimeISO(location.timeZone).toPlainDate().toString();
    const visitsToCome = await this.retirements.countRemaining(actor, { kind: 'doctor', id }, today);
    return { id, name, retiresOn, visitsToCome };
  }
}
