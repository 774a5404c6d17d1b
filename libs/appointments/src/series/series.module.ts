import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { RecordModule } from '../record/index.js';
import { VisitsModule } from '../visits/index.js';
import { FollowingPlanner } from './following.planner.js';
import { FollowingRepository } from './following.repository.js';
import { FollowingService } from './following.service.js';
import { SeriesCancellationService } from './series-cancellation.service.js';
import { SeriesPlanner } from './series.planner.js';
import { SeriesRepository } from './series.repository.js';
import { SeriesService } from './series.service.js';

@Module({
  imports: [AvailabilityModule, IdempotencyModule, RecordModule, VisitsModule],
  providers: [
    FollowingPlanner,
    FollowingRepository,
    FollowingService,
    SeriesCancellationService,
    SeriesPlanner,
    SeriesRepository,
    SeriesService,
  ],
  exports: [FollowingService, SeriesCancellationService, SeriesService],
})
export class SeriesModule {}
