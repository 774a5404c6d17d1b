import { Injectable } from '@nestjs/common';
import { type ActiveSession, assertWorksAt, forbidden } from '#libs/auth';
import { DoctorsService } from '#libs/doctors';

/** Who decides about a doctor's hours. */
@Injectable()
export class HoursAccess {
  constructor(private readonly doctors: DoctorsService) {}

  /**
   * A doctor decides about their own time only, staff about that of the doctors of their locations.
   *
   * @throws AppError `doctor.not_found`, `auth.forbidden`, `auth.elsewhere`
   */
  async check(doctorId: number, caller: ActiveSession): Promise<void> {
    const { location } = await this.doctors.find(doctorId);
    if (caller.role !== 'doctor') assertWorksAt(caller, location.id);
    else if (!(await this.doctors.isAccountOf(caller.userId, doctorId))) throw forbidden();
  }
}
