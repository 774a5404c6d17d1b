import { Injectable } from '@nestjs/common';
import { Clock, type FieldError, invalidInput } from '#libs/common';
import { DoctorsService } from './doctors.service.js';
import { visitTypeNotFound } from './doctors.errors.js';
import {
  type NewVisitType,
  type Offer,
  type VisitType,
  VisitTypesRepository,
} from './visit-types.repository.js';

/** What can be booked, and with whom. */
@Injectable()
export class VisitTypesService {
  constructor(
    private readonly visitTypes: VisitTypesRepository,
    private readonly doctors: DoctorsService,
    private readonly clock: Clock,
  ) {}

  list(): Promise<VisitType[]> {
    return this.visitTypes.list();
  }

  create(visitType: NewVisitType): Promise<VisitType> {
    return this.visitTypes.create(visitType);
  }

  /** @throws AppError `visit_type.not_found` */
  async update(id: number, changes: Partial<NewVisitType>): Promise<VisitType> {
    const updated = await this.visitTypes.update(id, changes, this.now());
    if (updated === null) throw visitTypeNotFound();
    // Searches can be narrowed to doctors who offer video.
    await this.doctors.forgetSearches();
    return updated;
  }

  /**
   * What a doctor offers, with the doctor's own duration and buffers; the first is meant when a booking names none.
   *
   * @throws AppError `doctor.not_found`
   */
  async listOfDoctor(doctorId: number): Promise<VisitType[]> {
    await this.doctors.find(doctorId);
    return this.visitTypes.listOfDoctor(doctorId);
  }

  /**
   * Replaces what a doctor offers, with all that was different for this doctor. What is booked stays as it was booked.
   *
   * @param visitTypeIds the default first
   * @param overrides for which of them the doctor needs another duration or other buffers
   * @throws AppError `doctor.not_found`; `request.invalid` when a visit type does not exist, and for an override of
   *   what the doctor does not offer, or a second one of the same
   */
  async replaceOfDoctor(
    doctorId: number,
    visitTypeIds: readonly number[],
    overrides: readonly Offer[],
  ): Promise<VisitType[]> {
    const errors = overrideErrors(visitTypeIds, overrides);
    if (errors.length > 0) throw invalidInput(...errors);
    await this.doctors.find(doctorId);
    const known = new Map(overrides.map((override) => [override.visitTypeId, override]));
    await this.visitTypes.replaceOfDoctor(
      doctorId,
      visitTypeIds.map((visitTypeId) => known.get(visitTypeId) ?? { visitTypeId }),
      this.now(),
    );
    await this.doctors.forgetSearches();
    return this.visitTypes.listOfDoctor(doctorId);
  }

  private now(): Date {
    return new Date(this.clock.now().epochMilliseconds);
  }
}

const overrideErrors = (visitTypeIds: readonly number[], overrides: readonly Offer[]): FieldError[] =>
  overrides.flatMap(({ visitTypeId }, index) => {
    const pointer = `/overrides/${index}/visitTypeId`;
    if (!visitTypeIds.includes(visitTypeId)) return [{ pointer, detail: 'is not among visitTypeIds' }];
    const repeats = overrides.slice(0, index).some((earlier) => earlier.visitTypeId === visitTypeId);
    return repeats ? [{ pointer, detail: 'has an override already' }] : [];
  });
