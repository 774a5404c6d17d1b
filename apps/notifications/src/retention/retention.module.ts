import { Module } from '@nestjs/common';
import { FactsModule } from '../facts/facts.module.js';
import { RetentionRepository } from './retention.repository.js';
import { RetentionService } from './retention.service.js';

/** Deletes what has been kept for long enough. */
@Module({ imports: [FactsModule], providers: [RetentionRepository, RetentionService] })
export class RetentionModule {}
