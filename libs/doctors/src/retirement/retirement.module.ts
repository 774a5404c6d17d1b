import { Module } from '@nestjs/common';
import { RetirementsRepository } from './retirements.repository.js';
import { RetirementsService } from './retirements.service.js';

/** From when on doctors, locations and visit types cannot be booked any more. */
@Module({ providers: [RetirementsRepository, RetirementsService], exports: [RetirementsService] })
export class RetirementModule {}
