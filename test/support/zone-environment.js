import { TestEnvironment } from 'jest-environment-node';

/** Runs a spec in a process of another time zone. A spec cannot do so itself: its `process.env` is a copy. */
export default class ZoneEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.zoneBefore = process.env.TZ;
    process.env.TZ = config.projectConfig.testEnvironmentOptions.zone;
    this.global.processZone = process.env.TZ;
  }

  async teardown() {
    if (this.zoneBefore === undefined) delete process.env.TZ;
    else process.env.TZ = this.zoneBefore;
    await super.teardown();
  }
}
