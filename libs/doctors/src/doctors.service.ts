import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Cache } from '#libs/cache';
import { Clock, type Page } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { doctorNotFound } from './doctors.errors.js';
import { type Doctor, type DoctorFilter, DoctorsRepository, type NewDoctor } from './doctors.repository.js';

const generationMilliseconds = 24 * 60 * 60 * 1000;

/** Who can be booked. */
@Injectable()
export class DoctorsService {
  constructor(
    private readonly doctors: DoctorsRepository,
    private readonly cache: Cache,
    @Inject(ENV) private readonly env: Env,
    private readonly clock: Clock,
  ) {}

  /** Finds doctors by name order, a page at a time; served from the cache until any doctor changes. */
  async search(filter: DoctorFilter): Promise<Page<Doctor>> {
    return this.cached(JSON.stringify(filter, Object.keys(filter).sort()), () => this.doctors.search(filter));
  }

  /** Every specialization that a doctor has, in order. */
  specializations(): Promise<string[]> {
    return this.cached('specializations', () => this.doctors.specializations());
  }

  /** @throws AppError `doctor.not_found` */
  async find(id: number): Promise<Doctor> {
    const doctor = await this.doctors.findById(id);
    if (doctor === null) throw doctorNotFound();
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
    const created = await this.doctors.create(doctor);
    await this.forgetSearches();
    return created;
  }

  /** @throws AppError `doctor.not_found` */
  async update(id: number, changes: Partial<NewDoctor>): Promise<Doctor> {
    const updated = await this.doctors.update(id, changes, new Date(this.clock.now().epochMilliseconds));
    if (updated === null) throw doctorNotFound();
    await this.forgetSearches();
    return updated;
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
