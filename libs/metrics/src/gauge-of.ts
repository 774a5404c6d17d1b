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

/** Figures that one look yields. It is taken once whenever Prometheus asks; while it fails, the last figures stand. */
export function gaugesOf<Figure extends string>(
  gauges: Readonly<Record<Figure, { readonly name: string; readonly help: string }>>,
  read: () => Promise<Readonly<Record<Figure, number>>>,
): void {
  let reading: Promise<Readonly<Record<Figure, number>> | undefined> | undefined;
  const readOnce = () =>
    (reading ??= read()
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      }));
  for (const figure of Object.keys(gauges) as Figure[]) {
    new Gauge({
      ...gauges[figure],
      async collect() {
        const figures = await readOnce();
        if (figures !== undefined) this.set(figures[figure]);
      },
    });
  }
}
