import { Module, type DynamicModule } from '@nestjs/common';
import { type PrometheusOptions } from '@willsoto/nestjs-prometheus';

/**
 * Exposes everything measured in this process, Node's own figures included.
 * The metrics themselves are declared beside the code that measures, with `makeCounterProvider` and its kin.
 */
@Module({})
export class MetricsModule {
  /**
   * @param controller serves `GET /metrics` where the app guards its routes; by default every caller that reaches the
   *   port may read them
   */
  static async forRoot(controller?: PrometheusOptions['controller']): Promise<DynamicModule> {
    // Loaded here alone: see `metric.ts`.
    const { PrometheusModule } = await import('@willsoto/nestjs-prometheus');
    return {
      module: MetricsModule,
      global: true,
      imports: [
        PrometheusModule.register({ ...(controller && { controller }), defaultMetrics: { enabled: true } }),
      ],
    };
  }
}
