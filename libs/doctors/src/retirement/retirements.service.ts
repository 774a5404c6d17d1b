import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock, versionMismatch } from '#libs/common';
import { doctorNotFound } from '../directory/index.js';
import { locationNotFound } from '../locations/index.js';
import { assertCanSeeRetirement, assertCanSetUpClinic } from '../policy.js';
import { visitTypeNotFound } from '../visit-types/index.js';
import {
  type Retirement,
  type RetirementState,
  type RetirementSubject,
  type StrandedDoctor,
} from './retirement-subject.js';
import { RetirementsRepository } from './retirements.repository.js';

const notFound = { doctor: doctorNotFound, location: locationNotFound, visit_type: visitTypeNotFound };

/** From when on doctors, locations and visit types cannot be booked any more. Admins set it, and staff see it. */
@Injectable()
export class RetirementsService {
  constructor(
    private readonly retirements: RetirementsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws AppError `doctor.not_found`, `location.not_found`, `visit_type.not_found`, `auth.forbidden`, `auth.elsewhere`
   */
  async find(actor: Actor, subject: RetirementSubject): Promise<RetirementState> {
    assertCanSeeRetirement(actor, subject);
    const found = await this.retirements.find(subject);
    if (found === null) throw notFound[subject.kind]();
    return found;
  }

  /**
   * Retires a subject, or puts another date.
   *
   * @param version the one that the caller has read; undefined for any
   * @throws AppError as {@link find}; `request.version_mismatch`
   */
  retire(
    actor: Actor,
    subject: RetirementSubject,
    retirement: Retirement,
    version: number | undefined,
  ): Promise<void> {
    return this.write(actor, subject, retirement, version);
  }

  /**
   * Brings a subject back; one that does not retire stays as it is.
   *
   * @throws AppError as {@link find}
   */
  bringBack(actor: Actor, subject: RetirementSubject): Promise<void> {
    return this.write(actor, subject, undefined);
  }

  /** The doctors who can be booked nowhere, or with nothing, once a location or a visit type has retired; by name. */
  stranded(subject: RetirementSubject, on: string): Promise<StrandedDoctor[]> {
    return this.retirements.stranded(subject, on);
  }

  private async write(
    actor: Actor,
    subject: RetirementSubject,
    retirement: Retirement | undefined,
    version?: number,
  ): Promise<void> {
    assertCanSetUpClinic(actor);
    const isWritten = await this.retirements.write(subject, retirement, version, this.clock.date());
    if (isWritten) return;
    throw (await this.retirements.find(subject)) === null ? notFound[subject.kind]() : versionMismatch();
  }
}
