import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { type DoctorsDay, DayService } from '#libs/appointments';
import { type ActiveSession, elsewhere, forbidden, worksAt } from '#libs/auth';
import { DoctorsService } from '#libs/doctors';

/** Who has to do with a doctor's day. */
@Injectable()
export class DayAccess {
  constructor(
    private readonly days: DayService,
    private readonly doctors: DoctorsService,
  ) {}

  /**
   * A doctor sees their own days only; staff those of doctors who work at their locations, with the visits there.
   *
   * @throws AppError `doctor.not_found`, `auth.forbidden`, `auth.elsewhere`
   */
  async find(doctorId: number, caller: ActiveSession, date?: Temporal.PlainDate): Promise<DoctorsDay> {
    if (caller.role === 'doctor' && !(await this.doctors.isAccountOf(caller.userId, doctorId)))
      throw forbidden();
    const day = await this.days.find(doctorId, caller, date);
    if (caller.role !== 'doctor' && !day.places.some((place) => worksAt(caller, place))) throw elsewhere();
    return day;
  }
}
