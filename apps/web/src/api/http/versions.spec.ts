import createClient from 'openapi-fetch';
import { ofVersion, type VersionedPaths, versionIn } from './versions.js';

const client = createClient<VersionedPaths>({
  baseUrl: 'http://docket.example/v1',
  fetch: (request) => Promise.resolve(new Response(null, { headers: { sent: sentBy(request) } })),
});

const sentBy = (request: Request): string => request.headers.get('if-match') ?? '';

it('R22: a change of what several people change says of which version it is, or does not compile', async () => {
  const path = { id: 1 };
  const body = { name: 'Harbour' };
  // @ts-expect-error the version is missing
  await client.PATCH('/locations/{id}', { params: { path }, body });
  // @ts-expect-error the version is missing
  await client.PUT('/doctors/{id}/schedule', { params: { path }, body: { windows: [] } });
  const { response } = await client.PATCH('/locations/{id}', {
    params: { path, header: ofVersion(3) },
    body,
  });
  expect(response.headers.get('sent')).toBe('"3"');
});

it('reads the version of an answer, also of one that was compressed on its way', () => {
  const answered = (etag: string) => new Response(null, { headers: { etag } });
  expect(versionIn(answered('"12"'))).toBe(12);
  expect(versionIn(answered('W/"0"'))).toBe(0);
  expect(() => versionIn(new Response())).toThrow('no version');
});
