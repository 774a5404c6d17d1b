import { type HealthIndicatorResult, type HealthIndicatorService } from '@nestjs/terminus';
import { stuckLoops } from './loop.js';

/** How many times its longest round a loop may take before the process counts as dead */
const lifelessAfter = 3;

function loopsHealth(indicators: HealthIndicatorService, times: number): Promise<HealthIndicatorResult> {
  const stuck = stuckLoops(times);
  const check = indicators.check('loops');
  return Promise.resolve(stuck.length === 0 ? check.up() : check.down({ stuck }));
}

/** Up while every loop of this process turns. */
export const turningLoops = (indicators: HealthIndicatorService): Promise<HealthIndicatorResult> =>
  loopsHealth(indicators, 1);

/** Up unless a loop has stood still for so long that only a new start helps. */
export const livingLoops = (indicators: HealthIndicatorService): Promise<HealthIndicatorResult> =>
  loopsHealth(indicators, lifelessAfter);
