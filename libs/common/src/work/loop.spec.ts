import { Loop, type LoopOptions, stuckLoops } from './loop.js';

const never = 3_600_000;

/** A loop whose rounds end when the test says so, and what came of them. */
function aLoop(options: Partial<LoopOptions> = {}) {
  const errors: string[] = [];
  const begun: AbortSignal[] = [];
  const beginnings: (() => void)[] = [];
  const ends: ((end: number | undefined | Error) => void)[] = [];
  const loop = new Loop({
    name: 'a loop',
    pause: never,
    onError: ({ message }) => errors.push(message),
    work: (signal) => {
      begun.push(signal);
      beginnings.shift()?.();
      return new Promise<number | undefined>((resolve, reject) => {
        ends.push((end) => {
          if (end instanceof Error) reject(end);
          else resolve(end);
        });
      });
    },
    ...options,
  });
  return {
    loop,
    errors,
    begun,
    next: () => new Promise<void>((resolve) => beginnings.push(resolve)),
    end: (how?: number | Error) => ends.shift()?.(how),
  };
}

/** Whatever can happen without a timer has happened. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('begins at once, and once', async () => {
  const { loop, begun, end } = aLoop();
  loop.start();
  loop.start();
  expect(begun).toHaveLength(1);
  end();
  await loop.stop();
  loop.start();
  expect(begun).toHaveLength(1);
});

it('begins later when it is told so', async () => {
  const { loop, begun, next, end } = aLoop();
  const first = next();
  loop.start(5);
  await turn();
  expect(begun).toHaveLength(0);
  await first;
  end();
  await loop.stop();
});

it('begins the next round when the pause is over, and not while a round is in hand', async () => {
  const { loop, begun, next, end } = aLoop({ pause: 5 });
  loop.start();
  await turn();
  expect(begun).toHaveLength(1);
  const second = next();
  end();
  await second;
  end();
  await loop.stop();
});

it('begins the next round at once when there is more to do, and after as long as the round says', async () => {
  const { loop, next, end } = aLoop();
  loop.start();
  for (const pause of [0, 1]) {
    const following = next();
    end(pause);
    await following;
  }
  end();
  await loop.stop();
});

it('tells why a round failed, and goes on after the pause for failures', async () => {
  const { loop, errors, next, end } = aLoop({ pauseAfterFailure: 5 });
  loop.start();
  const second = next();
  end(new Error('no answer'));
  await second;
  expect(errors).toEqual(['no answer']);
  end();
  await loop.stop();
});

it('ends the pause when it is nudged, whether during it or during the round before', async () => {
  const { loop, begun, next, end } = aLoop();
  loop.start();
  const second = next();
  loop.nudge();
  end();
  await second;
  const third = next();
  end();
  await turn();
  expect(begun).toHaveLength(2);
  loop.nudge();
  await third;
  end();
  await turn();
  expect(begun).toHaveLength(3);
  await loop.stop();
});

it('gathers nudges, so that one round serves them all', async () => {
  const { loop, begun, next, end } = aLoop({ gather: 5 });
  loop.start();
  end();
  await turn();
  const second = next();
  loop.nudge();
  await turn();
  loop.nudge();
  await turn();
  expect(begun).toHaveLength(1);
  await second;
  end();
  await turn();
  expect(begun).toHaveLength(2);
  await loop.stop();
});

it('stops after the round in hand, which hears of it', async () => {
  const { loop, begun, end } = aLoop();
  loop.start();
  let hasStopped = false;
  const stopped = loop.stop().then(() => {
    hasStopped = true;
  });
  await turn();
  expect([hasStopped, begun[0]?.aborted]).toEqual([false, true]);
  end(0);
  await stopped;
  expect(begun).toHaveLength(1);
});

it('stops during a pause without waiting for its end, and without ever having begun', async () => {
  const { loop, begun, end } = aLoop();
  loop.start();
  end();
  await turn();
  await loop.stop();
  expect(begun).toHaveLength(1);
  await aLoop().loop.stop();
});

it('is stuck while a round lasts longer than any may', async () => {
  const { loop, end } = aLoop({ longestRound: 1 });
  loop.start();
  expect(stuckLoops(never)).toEqual([]);
  while (stuckLoops().length === 0) await turn();
  expect(stuckLoops()).toEqual(['a loop']);
  end();
  await turn();
  expect(stuckLoops()).toEqual([]);
  await loop.stop();
});
