import { Inject, type Provider } from '@nestjs/common';
import {
  Counter,
  type CounterConfiguration,
  Gauge,
  type GaugeConfiguration,
  Histogram,
  type HistogramConfiguration,
} from 'prom-client';

// The decorators and providers of `@willsoto/nestjs-prometheus` under the same tokens. A lib that measures declares its
// metrics with these, so that a test can load it where CommonJS cannot require Nest, which is an ES module (Jest on
// Node 20); the package itself serves the figures in `metrics.module.ts`.

/** The token under which Nest knows a metric. */
export const metricToken = (name: string): string => `PROM_METRIC_${name.toUpperCase()}`;

/** Injects a metric by its name. */
export const InjectMetric = (name: string): ReturnType<typeof Inject> => Inject(metricToken(name));

export const makeCounterProvider = <Label extends string>(
  options: CounterConfiguration<Label>,
): Provider => ({
  provide: metricToken(options.name),
  useFactory: () => new Counter(options),
});

export const makeGaugeProvider = <Label extends string>(options: GaugeConfiguration<Label>): Provider => ({
  provide: metricToken(options.name),
  useFactory: () => new Gauge(options),
});

export const makeHistogramProvider = <Label extends string>(
  options: HistogramConfiguration<Label>,
): Provider => ({
  provide: metricToken(options.name),
  useFactory: () => new Histogram(options),
});
