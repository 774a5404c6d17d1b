export { type FollowingPlan, type FollowingRequest } from './following.planner.js';
export { type MovedSeries } from './following.repository.js';
export { FollowingService } from './following.service.js';
export { mostVisits, type Recurrence } from './recurrence.js';
export { SeriesCancellationService } from './series-cancellation.service.js';
export { SeriesModule } from './series.module.js';
export { type SeriesRequest } from './series.planner.js';
export { type Series } from './series.repository.js';
export { SeriesService } from './series.service.js';
