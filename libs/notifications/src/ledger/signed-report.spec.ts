import { createHmac } from 'node:crypto';
import { isSigned } from './signed-report.js';

const secret = 'only for this test, and long enough';
const body = Buffer.from('{"id":"a","status":"delivered"}');
const sign = (time: number, key = secret, signed = body): string =>
  `t=${time},v1=${createHmac('sha256', key).update(`${time}.${signed.toString()}`).digest('hex')}`;

it.each([
  ['signed now', sign(1000), true],
  ['five minutes old', sign(700), true],
  ['older', sign(699), false],
  ['from the future', sign(1301), false],
  ['signed with another secret', sign(1000, 'another'), false],
  ['about something else', sign(1000, secret, Buffer.from('{}')), false],
  ['with another time than was signed', sign(1000).replace('t=1000', 't=1001'), false],
  ['not signed', '', false],
  ['nonsense', 't=1000,v1=00', false],
])('a report that is %s', (_what, signature, expected) => {
  expect(isSigned(body, signature, secret, 1000)).toBe(expected);
});
