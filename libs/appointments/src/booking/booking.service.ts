import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { IdempotencyService, type IdempotentRequest, identify } from '../idempotency/index.js';
import { assertCanOverbook } from '../policy.js';
import { type Appointment, AttemptsService } from '../record/index.js';
import { AnyDoctorService } from './any-doctor.service.js';
import { type BookingRequest, contentOf, readRequest, type SoundRequest } from './booking-request.js';
import { FreeBookingService } from './free-booking.service.js';
import { HeldBookingService } from './held-booking.service.js';

/** Turns a request into an appointment, or into the reason why not. */
@Injectable()
export class BookingService {
  constructor(
    private readonly free: FreeBookingService,
    private readonly held: HeldBookingService,
    private readonly anyDoctor: AnyDoctorService,
    private readonly idempotency: IdempotencyService,
    private readonly attempts: AttemptsService,
  ) {}

  /**
   * Books a visit.
   *
   * @throws AppError `appointment.slot_taken` with `alternatives`, `.patient_busy`, `.unknown_patient`,
   *   `idempotency.key_reused`, `request.invalid`, those of {@link FreeBookingService.book}, with a hold those of
   *   {@link HeldBookingService.book}, and with any doctor those of {@link AnyDoctorService.book}
   */
  async book(actor: Actor, request: BookingRequest): Promise<Appointment> {
    assertCanOverbook(actor, request);
    const sound = readRequest(request);
    const repeatable = identify(actor, 'POST /appointments', request, contentOf(request));
    return this.idempotency.once(repeatable, async () => {
      const booked = await this.write(actor, sound, repeatable);
      this.attempts.committed('booked');
      return booked;
    });
  }

  private async write(
    actor: Actor,
    sound: SoundRequest,
    repeatable: IdempotentRequest | undefined,
  ): Promise<Appointment> {
    if (sound.kind === 'any') return this.anyDoctor.book(actor, sound.request, repeatable);
    if (sound.kind === 'held') return this.held.book(actor, sound.holdId, sound.request, repeatable);
    return this.free.book(actor, sound.request, (planned) => ({ ...planned, request: repeatable }));
  }
}
