import { Gauge } from 'prom-client';

/** A figure that is read whenever Prometheus asks. */
export function gaugeOf(name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    collect() {
      this.set(read());
    },
  });
}
