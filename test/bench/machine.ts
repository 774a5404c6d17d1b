import { cpus, loadavg, totalmem } from 'node:os';
import { withPostgres } from '../support/run/connections.js';
import { services } from '../support/services.js';

/** The machine and the servers that the figures are of, one line each. */
export async function describeMachine(): Promise<string[]> {
  const version = await withPostgres(services().databaseUrl, async (client) => {
    const { rows } = await client.query<{ version: string; fsync: string; shared_buffers: string }>(
      `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
        current_setting('shared_buffers') AS shared_buffers`,
    );
    return rows[0];
  });
  const [cpu] = cpus();
  return [
    `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory, ${process.platform}`,
    `load average before the run ${loadavg()[0]?.toFixed(1) ?? ''}: on a machine that does nothing else it is near 0`,
    `Node ${process.versions.node}`,
    `PostgreSQL ${version?.version ?? ''}, fsync ${version?.fsync ?? ''}, shared_buffers ${version?.shared_buffers ?? ''}`,
  ];
}
