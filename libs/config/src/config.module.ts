import { Module, type DynamicModule } from '@nestjs/common';
import { ENV, type Env } from './env.js';

/** Makes the validated {@link Env} injectable everywhere. */
@Module({})
export class ConfigModule {
  static forRoot(env: Env): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: ENV, useValue: env }],
      exports: [ENV],
    };
  }
}
