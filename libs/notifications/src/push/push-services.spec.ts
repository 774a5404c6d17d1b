import { isPushService } from './push-services.js';

const services = ['push.example', '*.notify.example', '127.0.0.1:8080'];

it.each([
  ['https://push.example/abc', true],
  ['https://a.notify.example/abc', true],
  ['http://127.0.0.1:8080/abc', true],
  ['http://push.example/abc', false],
  ['https://push.example:8443/abc', false],
  ['https://notify.example/abc', false],
  ['https://evilnotify.example/abc', false],
  ['https://push.example.evil.example/abc', false],
  ['https://push.example@evil.example/abc', false],
  ['https://user@push.example/abc', false],
  ['http://169.254.169.254/latest', false],
  ['http://127.0.0.1:9090/abc', false],
  ['nonsense', false],
])('%s: %s', (endpoint, expected) => {
  expect(isPushService(endpoint, services)).toBe(expected);
});
