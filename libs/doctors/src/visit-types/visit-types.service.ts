import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock, fieldError, type FieldError, invalidInput, lastZone } from '#libs/common';
import { DoctorsService } from '../directory/index.js';
import { assertCanSetUpClinic } from '../policy.js';
import { isRetired } from '../retirement.js';
import { visitTypeNotFound } from './visit-types.errors.js';
import {
  type NewVisitType,
  type Offer,
  type Offers,
  type VisitType,
  VisitTypesRepository,
} from './visit-types.repository.js';

/** What can be booked, and with which doctor. Visit types are public; admins set them up. */
@Injectable()
export class VisitTypesService {
  constructor(
    private readonly visitTypes: VisitTypesRepository,
    private readonly doctors: DoctorsService,
    private readonly clock: Clock,
  ) {}

  /** @param retired whether visit types are among them that have retired everywhere by now */
  async list(retired?: 'include'): Promise<VisitType[]> {
    return this.unlessRetired(await this.visitTypes.list(), lastZone, retired);
  }

  /** @throws AppError `auth.forbidden` */
  async create(actor: Actor, visitType: NewVisitType): Promise<VisitType> {
    assertCanSetUpClinic(actor);
    return this.visitTypes.create(visitType);
  }

  /** @throws AppError `visit_type.not_found` */
  async find(id: number): Promise<VisitType> {
    const visitType = await this.visitTypes.findById(id);
    if (visitType === null) throw visitTypeNotFound();
    return visitType;
  }

  /**
   * @param expectedVersion the version that the caller has read; undefined when any will do
   * @throws AppError `auth.forbidden`, `visit_type.not_found`, `request.version_mismatch`
   */
  async update(
    actor: Actor,
    id: number,
    changes: Partial<NewVisitType>,
    expectedVersion?: number,
  ): Promise<VisitType> {
    assertCanSetUpClinic(actor);
    await this.find(id);
    return this.visitTypes.update(id, changes, expectedVersion, this.clock.date());
  }

  /**
   * What a doctor offers, with the doctor's own duration and buffers; the first is meant when a booking names none.
   *
   * @param retired whether visit types are among them that have retired by now
   * @throws AppError `doctor.not_found`
   */
  async offersOf(doctorId: number, retired?: 'include'): Promise<Offers> {
    const { location } = await this.doctors.find(doctorId);
    const { version, visitTypes } = await this.visitTypes.offersOf(doctorId);
    return { version, visitTypes: this.unlessRetired(visitTypes, location.timeZone, retired) };
  }

  /**
   * Replaces what a doctor offers, with all that was different for this doctor. What is booked stays as it was booked.
   *
   * @param visitTypeIds the default first
   * @param overrides for which of them the doctor needs another duration or other buffers
   * @param expectedVersion the version that the caller has read; undefined when any will do
   * @throws AppError `auth.forbidden`, `doctor.not_found`, `request.version_mismatch`; `request.invalid` when a visit type
   *   does not exist, and for an override of what the doctor does not offer, or a second one of the same
   */
  async replaceOfDoctor(
    actor: Actor,
    doctorId: number,
    visitTypeIds: readonly number[],
    overrides: readonly Offer[],
    expectedVersion?: number,
  ): Promise<Offers> {
    assertCanSetUpClinic(actor);
    const errors = overrideErrors(visitTypeIds, overrides);
    if (errors.length > 0) throw invalidInput(...errors);
    await this.doctors.findSubject(doctorId);
    const known = new Map(overrides.map((override) => [override.visitTypeId, override]));
    await this.visitTypes.replaceOfDoctor(
      doctorId,
      visitTypeIds.map((visitTypeId) => known.get(visitTypeId) ?? { visitTypeId }),
      expectedVersion,
      this.clock.date(),
    );
    return this.visitTypes.offersOf(doctorId);
  }

  private unlessRetired(all: readonly VisitType[], timeZone: string, retired?: 'include'): VisitType[] {
    const now = this.clock.now();
    return all.filter(({ retiresOn }) => retired === 'include' || !isRetired(retiresOn, timeZone, now));
  }
}

const overrideErrors = (visitTypeIds: readonly number[], overrides: readonly Offer[]): FieldError[] =>
  overrides.flatMap(({ visitTypeId }, index) => {
    const pointer = `/overrides/${index}/visitTypeId`;
    if (!visitTypeIds.includes(visitTypeId))
      return [fieldError(pointer, 'choice.not_among', { other: 'visitTypeIds' })];
    const repeats = overrides.slice(0, index).some((earlier) => earlier.visitTypeId === visitTypeId);
    return repeats ? [fieldError(pointer, 'entry.repeated')] : [];
  });
