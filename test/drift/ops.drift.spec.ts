import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { variables } from '#libs/config';
import { applicationRole } from '#libs/database';

interface Service {
  image?: string;
  build?: { target: string };
  environment?: Record<string, string>;
  ports?: string[];
  healthcheck?: { test: string[] };
  security_opt?: string[];
  volumes?: string[];
  networks?: string[];
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
  networks: Record<string, unknown>;
}

interface Prometheus {
  rule_files: string[];
  scrape_configs: { job_name: string; static_configs: { targets: string[] }[] }[];
}

interface Rules {
  groups: { rules: { alert: string; expr: string; annotations: { runbook: string } }[] }[];
}

interface Dashboard {
  panels: { title: string; datasource?: { uid: string }; targets?: { expr: string }[] }[];
}

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readYaml = (path: string): unknown => parse(read(path), { merge: true });

const compose = readYaml('docker-compose.yml') as Compose;
const services = Object.entries(compose.services);
const prometheus = readYaml('ops/prometheus/prometheus.yml') as Prometheus;
const alerts = (readYaml('ops/prometheus/alerts.yml') as Rules).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('ops/grafana/dashboards/docket.json')) as Dashboard;
const runbooks = readdirSync(join(root, 'ops/runbooks')).map((file) => file.replace('.md', ''));

/** What the apps and the broker expose, and nothing else. */
const metrics = [
  'up',
  'http_request_duration_seconds_bucket',
  'http_request_duration_seconds_count',
  'docket_appointments_total',
  'docket_security_events_total',
  'docket_waitlist_offers_total',
  'docket_waitlist_waiting',
  'docket_waitlist_openings',
  'docket_outbox_pending',
  'docket_outbox_oldest_seconds',
  'docket_outbox_published_total',
  'docket_outbox_failures_total',
  'docket_broker_connected',
  'docket_cache_requests_total',
  'docket_events_consumed_total',
  'docket_events_missing',
  'docket_events_missing_total',
  'docket_events_replayed_total',
  'docket_events_uncompared_seconds',
  'docket_event_retries_waiting',
  'docket_event_retries_oldest_seconds',
  'docket_notifications_total',
  'docket_deliveries_oldest_seconds',
  'docket_provider_broken',
  'docket_partitions_ahead_seconds',
  'docket_partition_stray_rows',
  'docket_database_up',
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_heap_size_used_bytes',
  'process_cpu_seconds_total',
  'process_resident_memory_bytes',
  'rabbitmq_detailed_queue_consumers',
  'rabbitmq_detailed_queue_messages',
];

/** The metric names of a PromQL expression: what is left without labels, ranges, functions and operators. */
function metricsOf(expression: string): string[] {
  const bare = expression
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replaceAll(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, '');
  const names = bare.matchAll(/\b[a-z][a-z0-9_]*\b(?!\s*\()/g);
  return [...names].map(([name]) => name).filter((name) => !['and', 'or', 'unless'].includes(name));
}

/** The stages of the Dockerfile, each with the instructions of its own and of the stage that it builds on. */
function readStages(): Map<string, string[]> {
  const stages = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of read('Dockerfile').replaceAll('\\\n', ' ').split('\n')) {
    const from = /^FROM (\S+) AS (\S+)$/.exec(line);
    if (from?.[1] !== undefined && from[2] !== undefined) {
      current = [...(stages.get(from[1]) ?? [line])];
      stages.set(from[2], current);
    } else if (/^[A-Z]+ /.test(line)) {
      current.push(line);
    }
  }
  return stages;
}

describe('docker-compose.yml', () => {
  const apps = services.filter(([, service]) => service.build !== undefined);

  it('builds both apps and the migrations from stages of the Dockerfile', () => {
    expect(apps.map(([name]) => name).sort()).toEqual(['gateway', 'migrate', 'notifications']);
    for (const [name, service] of apps) expect(service.build?.target).toBe(name);
    expect([...readStages().keys()]).toEqual(expect.arrayContaining(apps.map(([name]) => name)));
  });

  it.each(apps)('gives %s every variable that it needs, and none that it does not know', (_name, service) => {
    const given = Object.keys(service.environment ?? {});
    const required = Object.entries(variables).filter(([, variable]) => !('default' in variable));
    expect(Object.keys(variables)).toEqual(expect.arrayContaining(given));
    expect(given).toEqual(expect.arrayContaining(required.map(([name]) => name)));
    expect(given).toEqual(expect.arrayContaining(['REDIS_URL', 'RABBITMQ_URL']));
    expect(service.environment).toMatchObject({ HOST: '0.0.0.0', NODE_ENV: 'production' });
  });

  it('pins every image to a version', () => {
    for (const [, { image, build }] of services) {
      if (build === undefined) expect(image).toMatch(/^[\w./-]+:v?\d+\.\d+[\w.-]*$/);
    }
  });

  it('knows of every service that runs whether it is well', () => {
    const stages = readStages();
    const unwatched = services.filter(
      ([, { healthcheck, build }]) =>
        healthcheck === undefined &&
        !stages.get(build?.target ?? '')?.some((line) => line.startsWith('HEALTHCHECK')),
    );
    expect(unwatched.map(([name]) => name)).toEqual([]);
  });

  it('publishes ports on this machine alone, and none of the databases', () => {
    const published = services.filter(([, { ports }]) => ports !== undefined);
    for (const [, { ports }] of published) {
      for (const port of ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    }
    expect(published.map(([name]) => name).sort()).toEqual([
      'gateway',
      'grafana',
      'mailpit',
      'prometheus',
      'rabbitmq',
    ]);
  });

  it('contains no secret and no default for one', () => {
    const secrets = [...read('docker-compose.yml').matchAll(/\$\{(\w*(?:SECRET|PASSWORD))(.*?)\}/g)];
    expect(new Set(secrets.map(([, name]) => name))).toEqual(
      new Set([
        'JWT_SECRET',
        'POSTGRES_PASSWORD',
        'APP_DATABASE_PASSWORD',
        'REDIS_PASSWORD',
        'RABBITMQ_PASSWORD',
        'GRAFANA_PASSWORD',
      ]),
    );
    for (const [, , rest] of secrets) expect(rest).toMatch(/^:\?/);
    for (const [, service] of services) {
      for (const [name, value] of Object.entries(service.environment ?? {})) {
        if (/SECRET|PASS|AUTH/.test(name)) expect(value).toMatch(/^\$\{/);
      }
    }
  });

  it("gives the owner's password to the database and the migrations alone", () => {
    const knowing = services.filter(([, service]) => JSON.stringify(service).includes('POSTGRES_PASSWORD'));
    expect(knowing.map(([name]) => name)).toEqual(['postgres', 'migrate']);
    for (const [, { environment }] of apps) {
      expect(environment?.DATABASE_URL).toMatch(`postgresql://${applicationRole}:\${APP_DATABASE_PASSWORD`);
    }
  });

  it('lets services reach what they need, and no way lead to the data from outside', () => {
    const on = (network: string): string[] =>
      services.filter(([, { networks = [] }]) => networks.includes(network)).map(([name]) => name);
    expect(services.filter(([, { networks = [] }]) => networks.length === 0)).toEqual([]);
    expect(compose.networks.data).toEqual({ internal: true });
    const reachable = services.filter(([, { networks = [] }]) => networks.some((name) => name !== 'data'));
    const databases = services.filter(([, { image = '' }]) => /^(?:postgres|redis):/.test(image));
    expect(reachable.filter((service) => databases.includes(service))).toEqual([]);
    expect(on('web')).toEqual(['gateway']);
    for (const name of ['prometheus', 'grafana', 'mailpit']) expect(on('data')).not.toContain(name);
  });

  it('lets no process gain privileges', () => {
    for (const [, service] of services) expect(service.security_opt).toContain('no-new-privileges:true');
  });

  it('mounts files that exist and volumes that are declared', () => {
    for (const source of services
      .flatMap(([, { volumes }]) => volumes ?? [])
      .map((volume) => volume.split(':')[0] ?? '')) {
      expect(source.startsWith('./') ? existsSync(join(root, source)) : source in compose.volumes).toBe(true);
    }
  });
});

describe('Dockerfile', () => {
  const images = [...readStages()].filter(([name]) => name in compose.services);

  it.each(images)('makes %s from a pinned base, for a user without rights', (_name, instructions) => {
    expect(instructions[0]).toMatch(/^FROM node:24\.\d+\.\d+-bookworm-slim /);
    expect(instructions.filter((line) => line.startsWith('USER'))).toEqual(['USER node']);
    expect(instructions.at(-1)).toMatch(/^CMD \["node", "dist\//);
  });

  it('asks each app for its health at the port that it listens on', () => {
    const stages = readStages();
    const health = (stage: string) => stages.get(stage)?.find((line) => line.startsWith('HEALTHCHECK'));
    expect(health('gateway')).toContain(
      `\${process.env.PORT || ${String(variables.PORT.default)}}/health/live`,
    );
    expect(health('notifications')).toContain(
      `\${process.env.NOTIFICATIONS_PORT || ${String(variables.NOTIFICATIONS_PORT.default)}}/health/live`,
    );
  });
});

describe('Prometheus and Grafana', () => {
  it('read services of the compose file, at the ports of the apps', () => {
    const targets = prometheus.scrape_configs.flatMap((job) =>
      job.static_configs.flatMap((group) => group.targets),
    );
    for (const target of targets) expect(Object.keys(compose.services)).toContain(target.split(':')[0]);
    expect(targets).toEqual(
      expect.arrayContaining([
        `gateway:${String(compose.services.gateway?.environment?.METRICS_PORT)}`,
        `notifications:${String(variables.NOTIFICATIONS_PORT.default)}`,
      ]),
    );
    for (const file of prometheus.rule_files)
      expect(existsSync(join(root, 'ops/prometheus', file))).toBe(true);
  });

  it('every alert has a runbook and every runbook an alert', () => {
    expect(alerts.map(({ alert }) => alert).sort()).toEqual(runbooks.sort());
    for (const { alert, annotations } of alerts) {
      expect(annotations.runbook).toBe(`ops/runbooks/${alert}.md`);
      expect(read(annotations.runbook)).toMatch(new RegExp(`^# ${alert}\n[^]+\n## Look\n[^]+\n## Do\n`));
    }
  });

  it.each(alerts)('the alert $alert asks for metrics that exist', ({ expr }) => {
    expect(metricsOf(expr).length).toBeGreaterThan(0);
    expect(metrics).toEqual(expect.arrayContaining(metricsOf(expr)));
  });

  it('the dashboard asks its provisioned source for metrics that exist', () => {
    const panels = dashboard.panels.filter((panel) => panel.targets !== undefined);
    const used = panels.flatMap((panel) => panel.targets?.flatMap(({ expr }) => metricsOf(expr)) ?? []);
    expect(metrics).toEqual(expect.arrayContaining(used));
    const sources = readYaml('ops/grafana/provisioning/datasources/prometheus.yml') as {
      datasources: { uid: string; url: string }[];
    };
    expect(new Set(panels.map((panel) => panel.datasource?.uid))).toEqual(
      new Set([sources.datasources[0]?.uid]),
    );
    expect(sources.datasources[0]?.url).toBe('http://prometheus:9090');
  });

  it('every metric of the list is on the dashboard or in an alert', () => {
    const dashboardText = dashboard.panels.flatMap((panel) => panel.targets?.map(({ expr }) => expr) ?? []);
    const used = new Set([...alerts.map(({ expr }) => expr), ...dashboardText].flatMap(metricsOf));
    expect([...used].sort()).toEqual([...metrics].sort());
  });
});
