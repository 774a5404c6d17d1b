import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, type MessageEvent, Module, Sse } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { interval, map, type Observable, take } from 'rxjs';
import { ProblemFilter } from '../../apps/gateway/src/http/answers/problem.filter.js';
import { deadlines, endLateAnswers, GoesOn } from '../../apps/gateway/src/http/deadlines.js';

const milliseconds = 300;

@Controller()
class Slow {
  @Get('never')
  never(): Promise<string> {
    return new Promise(() => undefined);
  }

  @Get('late')
  async late(): Promise<string> {
    await pause(2 * milliseconds);
    return 'late';
  }

  @Get('failing')
  async failing(): Promise<string> {
    await pause(2 * milliseconds);
    throw new Error('late');
  }

  @GoesOn()
  @Sse('stream')
  stream(): Observable<MessageEvent> {
    return interval(milliseconds).pipe(
      take(3),
      map((data) => ({ data: String(data) })),
    );
  }
}

@Module({ controllers: [Slow], providers: [{ provide: APP_FILTER, useClass: ProblemFilter }] })
class SlowModule {}

let app: NestFastifyApplication;
let url: string;

beforeAll(async () => {
  const adapter = new FastifyAdapter(deadlines);
  app = await NestFactory.create<NestFastifyApplication>(SlowModule, adapter, { logger: false });
  endLateAnswers(adapter.getInstance(), milliseconds);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});

afterAll(() => app.close());

it('answers for handlers that take too long, and lets streams go on', async () => {
  const stream = fetch(`${url}/stream`).then((answer) => answer.text());
  const answers = await Promise.all(['never', 'late', 'failing'].map((path) => fetch(`${url}/${path}`)));
  for (const answer of answers) {
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.json()).toMatchObject({ code: 'service.unavailable' });
  }
  expect((await stream).match(/^data: \d$/gm)).toEqual(['data: 0', 'data: 1', 'data: 2']);
  // What comes too late goes nowhere, and ends nothing.
  expect((await fetch(`${url}/none`)).status).toBe(404);
});
