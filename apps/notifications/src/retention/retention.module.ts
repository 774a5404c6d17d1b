import { Module } from '@nestjs/common';
import { RetentionRepository } from './retention.repository.js';
import { RetentionService } from './retention.service.js';

/** Deletes what has been kept for long enough. */
@Module({ providers: [RetentionRepository, RetentionService] })
export class RetentionModule {}
