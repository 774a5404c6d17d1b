import { Breaker } from './breaker.js';

const broken = (): Breaker => {
  const breaker = new Breaker();
  for (let failure = 0; failure < 5; failure += 1) breaker.failed(0);
  return breaker;
};

it('lets everything pass until the provider has failed five times in a row', () => {
  const breaker = new Breaker();
  for (let failure = 0; failure < 4; failure += 1) breaker.failed(0);
  expect(breaker.allowance(0, 20)).toBe(20);
  breaker.succeeded();
  breaker.failed(0);
  expect(breaker.allowance(0, 20)).toBe(20);
  expect(broken().allowance(0, 20)).toBe(0);
});

it('lets one try after a pause, which grows while that fails', () => {
  const breaker = broken();
  expect([999, 1000].map((now) => breaker.allowance(now, 20))).toEqual([0, 1]);
  breaker.failed(1000);
  expect([2999, 3000].map((now) => breaker.allowance(now, 20))).toEqual([0, 1]);
  breaker.succeeded();
  expect(breaker.allowance(3000, 20)).toBe(20);
});

it('waits as long as the provider asks for', () => {
  const breaker = broken();
  breaker.failed(1000, 30_000);
  expect([30_999, 31_000].map((now) => breaker.allowance(now, 20))).toEqual([0, 1]);
});
