import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { ENV, type Env } from '#libs/config';
import { Database } from './database.js';
import { SessionGuard } from './session/guard.js';
import { applicationRole } from './session/settings.js';

/** Tells whether the database answers, and closes the pool after everything that uses it has stopped. */
@Injectable()
class DatabaseLifecycle implements OnApplicationShutdown {
  constructor(private readonly database: Database) {
    new Gauge({
      name: 'docket_database_up',
      help: 'Whether PostgreSQL answers.',
      collect() {
        return database.ping().then(
          () => {
            this.set(1);
          },
          () => {
            this.set(0);
          },
        );
      },
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.database.close();
  }
}

@Global()
@Module({
  providers: [
    {
      provide: Database,
      useFactory: (env: Env) => new Database(env, applicationRole, new SessionGuard(env)),
      inject: [ENV],
    },
    DatabaseLifecycle,
  ],
  exports: [Database],
})
export class DatabaseModule {}
