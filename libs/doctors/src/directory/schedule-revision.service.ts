import { Injectable } from '@nestjs/common';
import { DoctorSearchRepository } from './doctor-search.repository.js';

/**
 * The number that triggers raise with every change of doctors, locations, visit types and hours, by any process.
 * One question to PostgreSQL at a time serves all searches of this process.
 */
@Injectable()
export class ScheduleRevision {
  private reading: Promise<unknown> = Promise.resolve();
  private next: Promise<string> | undefined;

  constructor(private readonly searches: DoctorSearchRepository) {}

  /**
   * Shares only a question that is not asked yet: the answer on its way may be older than a change whose answer the
   * caller has seen.
   */
  read(): Promise<string> {
    this.next ??= this.reading.then(() => this.ask());
    return this.next;
  }

  private ask(): Promise<string> {
    this.next = undefined;
    const answer = this.searches.revision();
    this.reading = answer.catch(() => undefined);
    return answer;
  }
}
