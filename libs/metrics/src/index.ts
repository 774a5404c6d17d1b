export { gaugeOf, gaugesOf } from './gauge-of.js';
export {
  InjectMetric,
  makeCounterProvider,
  makeGaugeProvider,
  makeHistogramProvider,
  metricToken,
} from './metric.js';
export { MetricsModule } from './metrics.module.js';
export { Counter, Gauge, Histogram, register } from 'prom-client';
