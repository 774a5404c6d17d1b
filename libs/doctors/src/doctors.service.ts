import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Cache } from '#libs/cache';
import { Clock, type Page } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { doctorNotFound } from './doctors.errors.js';
import {
  type Coordinates,
  type Doctor,
  type DoctorCandidate,
  type DoctorFilter,
  type DoctorsInOrder,
} from './doctor.js';
import { DoctorSearchRepository } from './doctor-search.repository.js';
import { DoctorsRepository, type NewDoctor } from './doctors.repository.js';

const generationMilliseconds = 24 * 60 * 60 * 1000;

/** Who can be booked. */
@Injectable()
export class DoctorsService {
  constructor(
    private readonly doctors: DoctorsRepository,
    private readonly searches: DoctorSearchRepository,
    private readonly cache: Cache,
    @Inject(ENV) private readonly env: Env,
    private readonly clock: Clock,
  ) {}

  /**
   * Finds doctors, a page at a time; served from the cache until any doctor changes.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  async search(filter: DoctorFilter): Promise<Page<Doctor>> {
    const question = JSON.stringify(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1)));
    return this.cached(question, () => this.searches.search(filter));
  }

  /**
   * Everybody whom {@link search} finds and with whom anything can be booked, in its order and never from the cache.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  candidates(wanted: DoctorsInOrder): Promise<DoctorCandidate[]> {
    return this.searches.candidates(wanted);
  }

  /** Those of these doctors who exist, in any order. */
  findAll(ids: readonly number[], near?: Coordinates): Promise<Doctor[]> {
    return this.searches.findAll(ids, near);
  }

  /** Every specialization that a doctor has, in order. */
  specializations(): Promise<string[]> {
    return this.cached('specializations', () => this.doctors.specializations());
  }

  /** @throws AppError `doctor.not_found` */
  async find(id: number): Promise<Doctor> {
    const [doctor] = await this.searches.findAll([id]);
    if (doctor === undefined) throw doctorNotFound();
    return doctor;
  }

  /**
   * Whether `userId` is the account of doctor `id`.
   *
   * @throws AppError `doctor.not_found`
   */
  async isAccountOf(userId: number, id: number): Promise<boolean> {
    const owner = await this.doctors.findUserId(id);
    if (owner === undefined) throw doctorNotFound();
    return owner === userId;
  }

  /** Which doctor signs in with the account; null for accounts that are no doctor's. */
  findIdOfAccount(userId: number): Promise<number | null> {
    return this.doctors.findIdOfAccount(userId);
  }

  async create(doctor: NewDoctor): Promise<Doctor> {
    const id = await this.doctors.create(doctor);
    await this.forgetSearches();
    return this.find(id);
  }

  /** @throws AppError `doctor.not_found` */
  async update(id: number, changes: Partial<NewDoctor>): Promise<Doctor> {
    const updated = await this.doctors.update(id, changes, new Date(this.clock.now().epochMilliseconds));
    if (!updated) throw doctorNotFound();
    await this.forgetSearches();
    return this.find(id);
  }

  /** Every kept answer belongs to a generation; a new generation makes all of them unreachable at once. */
  async forgetSearches(): Promise<void> {
    await this.cache.put('doctors', 'generation', generationMilliseconds, randomUUID());
  }

  /**
   * Text that stays the same as long as no doctor has changed, but not for longer than searches may be kept.
   *
   * @returns undefined when nothing may be kept
   */
  async searchState(): Promise<string | undefined> {
    const milliseconds = this.keptMilliseconds();
    if (milliseconds === 0) return undefined;
    return `${await this.generation()}:${Math.floor(performance.now() / milliseconds)}`;
  }

  private async cached<T>(question: string, load: () => Promise<T>): Promise<T> {
    const milliseconds = this.keptMilliseconds();
    if (milliseconds === 0) return load();
    // Read before the load: an answer that a change overtakes is kept under the old generation, where nobody looks.
    const key = createHash('sha256').update(question).digest('base64url');
    return this.cache.remember('doctors', `${await this.generation()}:${key}`, milliseconds, load);
  }

  private keptMilliseconds(): number {
    return this.env.SEARCH_CACHE_SECONDS * 1000;
  }

  private generation(): Promise<string> {
    return this.cache.remember('doctors', 'generation', generationMilliseconds, () =>
      Promise.resolve(randomUUID()),
    );
  }
}
