export { gaugeOf, gaugesOf } from './gauge-of.js';
export { MetricsModule } from './metrics.module.js';
export {
  getToken as metricToken,
  InjectMetric,
  makeCounterProvider,
  makeGaugeProvider,
  makeHistogramProvider,
} from '@willsoto/nestjs-prometheus';
export { Counter, Gauge, Histogram, register } from 'prom-client';
