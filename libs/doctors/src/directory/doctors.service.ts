import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Cache } from '#libs/cache';
import { Clock, minute, type Page } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { assertCanSetUpClinic, type DoctorSubject } from '../policy.js';
import { doctorNotFound } from './directory.errors.js';
import {
  type Coordinates,
  type Doctor,
  type DoctorCandidate,
  type DoctorFilter,
  type DoctorsInOrder,
} from './doctor.js';
import { DoctorSearchRepository } from './doctor-search.repository.js';
import { DoctorsRepository, type NewDoctor } from './doctors.repository.js';
import { ScheduleRevision } from './schedule-revision.service.js';

/** How far apart midnights of two zones are at least, in milliseconds */
const dateBegins = 15 * minute;

/** The doctors who can be booked. They are public; admins set them up. */
@Injectable()
export class DoctorsService {
  constructor(
    private readonly doctors: DoctorsRepository,
    private readonly searches: DoctorSearchRepository,
    private readonly revision: ScheduleRevision,
    private readonly cache: Cache,
    @Inject(ENV) private readonly env: Env,
    private readonly clock: Clock,
  ) {}

  /**
   * Finds doctors, a page at a time; served from the cache until `schedule_revision` rises.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  async search(filter: DoctorFilter): Promise<Page<Doctor>> {
    const question = JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
    return this.cached(question, () => this.searches.search(filter, this.clock.date()));
  }

  /**
   * All doctors that {@link search} finds and that offer a visit, in its order and never from the cache.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  candidates(wanted: DoctorsInOrder): Promise<DoctorCandidate[]> {
    return this.searches.candidates(wanted, this.clock.date());
  }

  /** The doctors with these ids that exist, in any order; those who have retired too. */
  findAll(ids: readonly number[], near?: Coordinates): Promise<Doctor[]> {
    return this.searches.findAll(ids, this.clock.date(), near);
  }

  /** Every specialization of a doctor who still takes bookings, in order. */
  specializations(): Promise<string[]> {
    return this.cached('specializations', () => this.searches.specializations(this.clock.date()));
  }

  /** @throws AppError `doctor.not_found` */
  async find(id: number): Promise<Doctor> {
    const [doctor] = await this.searches.findAll([id], this.clock.date());
    if (doctor === undefined) throw doctorNotFound();
    return doctor;
  }

  /**
   * Whether `userId` is the account of doctor `id`.
   *
   * @throws AppError `doctor.not_found`
   */
  async isAccountOf(userId: number, id: number): Promise<boolean> {
    return (await this.findSubject(id)).userId === userId;
  }

  /**
   * The doctor as the policy asks for one.
   *
   * @throws AppError `doctor.not_found`
   */
  async findSubject(id: number): Promise<DoctorSubject> {
    const doctor = await this.doctors.findSubject(id);
    if (doctor === null) throw doctorNotFound();
    return doctor;
  }

  /** The doctor that signs in with the account; null for the account of a patient or of staff. */
  findIdOfAccount(userId: number): Promise<number | null> {
    return this.doctors.findIdOfAccount(userId);
  }

  /** @throws AppError `auth.forbidden`; `request.invalid` for an unknown location or account, `doctor.user_taken` */
  async create(actor: Actor, doctor: NewDoctor): Promise<Doctor> {
    assertCanSetUpClinic(actor);
    const id = await this.doctors.create(doctor);
    return this.find(id);
  }

  /**
   * @param expectedVersion the version that the caller has read; undefined when any will do
   * @throws AppError as {@link create}, `doctor.not_found`, `request.version_mismatch`
   */
  async update(
    actor: Actor,
    id: number,
    changes: Partial<NewDoctor>,
    expectedVersion?: number,
  ): Promise<Doctor> {
    assertCanSetUpClinic(actor);
    await this.findSubject(id);
    await this.doctors.update(id, changes, expectedVersion, this.clock.date());
    return this.find(id);
  }

  /**
   * Text that stays the same until `schedule_revision` rises, but not for longer than searches may be kept.
   *
   * @returns undefined when nothing may be kept
   */
  async searchState(): Promise<string | undefined> {
    const milliseconds = this.keptMilliseconds();
    if (milliseconds === 0) return undefined;
    return `${await this.state()}:${Math.floor(performance.now() / milliseconds)}`;
  }

  /** Counts a search that was answered with a kept text. */
  countKeptSearch(): void {
    this.cache.countHit('doctors');
  }

  private async cached<T>(question: string, load: () => Promise<T>): Promise<T> {
    const milliseconds = this.keptMilliseconds();
    if (milliseconds === 0) return load();
    // Read before the load: an answer that a change overtakes is kept under the old revision, where no search looks.
    const key = createHash('sha256').update(question).digest('base64url');
    return this.cache.remember('doctors', `${await this.state()}:${key}`, milliseconds, load);
  }

  /** In every zone a date begins with a quarter of an hour of UTC: what retires with it is found by no kept answer. */
  private async state(): Promise<string> {
    return `${await this.revision.read()}:${Math.floor(this.clock.milliseconds() / dateBegins)}`;
  }

  private keptMilliseconds(): number {
    return this.env.SEARCH_CACHE_SECONDS * 1000;
  }
}
