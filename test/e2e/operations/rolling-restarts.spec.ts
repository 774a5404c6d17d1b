import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type App, startGateway } from '../../support/processes.js';
import { freePort } from '../../support/private-services.js';
import { raisedLimits } from '../../support/limits.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';

const patience = 240_000;
const clients = 12;
const restarts = 4;
const looksMilliseconds = 50;

/** Two gateways on ports that stay the same. */
async function aPair(clinic: TestDatabase) {
  const options = { ...services(), databaseUrl: clinic.url, namespace: newNamespace() };
  const ports = [String(await freePort()), String(await freePort())];
  const start = (place: number): Promise<App> =>
    startGateway({ ...options, env: { ...raisedLimits, PORT: ports[place] ?? '', DRAIN_SECONDS: '1' } });
  return { start, urls: ports.map((port) => `http://127.0.0.1:${port}`) };
}

/** The status of an answer, which is read to its end; what went wrong instead, when there was none. */
async function statusOf(url: string, agent?: Agent): Promise<number | string> {
  try {
    const [answer] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
    await answer.resume().toArray();
    return answer.statusCode ?? 0;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Looks which gateways are ready, as a balancer does, and sends clients who keep their connections to these. */
function balance(urls: readonly string[]) {
  const outcomes = new Map<number | string, number>();
  let ready: readonly string[] = urls;
  let isOver = false;
  const looking = setInterval(() => {
    void Promise.all(urls.map((url) => statusOf(`${url}/health/ready`))).then((statuses) => {
      ready = urls.filter((_, place) => statuses[place] === 200);
    });
  }, looksMilliseconds);
  const client = async (): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let turn = 0; !isOver; turn += 1) {
      const url = ready[turn % ready.length] ?? urls[0] ?? '';
      const outcome = await statusOf(`${url}/doctors?specialization=cardio`, agent);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    agent.destroy();
  };
  const done = Promise.all(Array.from({ length: clients }, client));
  return {
    outcomes,
    end: async () => {
      isOver = true;
      await done;
      clearInterval(looking);
    },
  };
}

it(
  'loses no request of clients who keep their connections while gateways are restarted one after the other',
  async () => {
    const clinic = await createDatabase();
    const { start, urls } = await aPair(clinic);
    const apps = await Promise.all([start(0), start(1)]);
    const load = balance(urls);
    for (let restart = 0; restart < restarts; restart += 1) {
      const place = restart % 2;
      await apps[place]?.stop();
      apps[place] = await start(place);
      const before = load.outcomes.get(200) ?? 0;
      await eventually(() => (load.outcomes.get(200) ?? 0) > before + clients);
    }
    await load.end();
    expect([...load.outcomes.keys()]).toEqual([200]);
    await Promise.all(apps.map((app) => app.stop()));
    await clinic.drop();
  },
  patience,
);
