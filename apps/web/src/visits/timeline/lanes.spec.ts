import { inLanes, spanOf } from './lanes.js';

const stretch = (start: number, end: number) => ({ start, end });
const lanesOf = (...stretches: { start: number; end: number }[]) =>
  inLanes(stretches).map(({ lane, lanes }) => `${lane}/${lanes}`);

it('gives the whole width to what stands alone, also right after something else', () => {
  expect(lanesOf(stretch(540, 560), stretch(560, 580))).toEqual(['0/1', '0/1']);
});

it('puts what overlaps side by side, and uses a lane again once it is free', () => {
  expect(lanesOf(stretch(540, 600), stretch(550, 560), stretch(565, 575), stretch(600, 610))).toEqual([
    '0/2',
    '1/2',
    '1/2',
    '0/1',
  ]);
});

it('spans whole hours', () => {
  expect(spanOf([stretch(555, 600), stretch(590, 1021)])).toEqual({ start: 540, end: 1080 });
  expect(spanOf([])).toEqual({ start: 480, end: 1080 });
});
