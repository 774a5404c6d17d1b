import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { PrometheusController, PrometheusModule } from '@willsoto/nestjs-prometheus';

/**
 * Exposes everything measured in this process, Node's own figures included.
 * The metrics themselves are declared beside the code that measures, with `makeCounterProvider` and its kin.
 */
@Module({})
export class MetricsModule {
  /** @param controller serves `GET /metrics` where the app guards its routes; by default anybody who reaches the port may */
  static forRoot(controller: Type<PrometheusController> = PrometheusController): DynamicModule {
    return {
      module: MetricsModule,
      global: true,
      imports: [PrometheusModule.register({ controller, defaultMetrics: { enabled: true } })],
    };
  }
}
