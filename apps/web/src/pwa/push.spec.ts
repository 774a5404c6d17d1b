import { pushOf } from './push.js';

it('reads title, text and the page of a message', () => {
  const sent = {
    title: 'Moved',
    body: 'Now at ten',
    url: 'https://docket.example/app/appointments/3',
    tag: '9',
  };
  expect(pushOf(JSON.stringify(sent))).toEqual({ ...sent, url: '/app/appointments/3' });
});

it.each([undefined, '', 'no JSON', 'null', '[]', '{"title":1}'])('shows something for %j', (text) => {
  expect(pushOf(text)).toEqual({ title: 'Docket', body: '', tag: 'docket', url: '/app/' });
});

it.each(['https://elsewhere.example/phish', 'javascript:alert(1)', '/v1/me', 'http://['])(
  'opens no page but its own for %s',
  (url) => {
    expect(pushOf(JSON.stringify({ url })).url).toBe('/app/');
  },
);
