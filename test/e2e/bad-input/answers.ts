import { type Answer } from '../../support/http.js';

/** What a caller must never read: where in the code it happened, or what was asked of the database. */
const internals =
  /\n\s+at |node_modules|\.[jt]s:\d|prisma|postgres|\b(?:SELECT|INSERT|UPDATE|DELETE)\b.*\b(?:FROM|INTO|SET)\b/i;

/** Fails unless the answer is a refusal in the one form that all refusals have. */
export function expectProblem(answer: Answer): void {
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({
    type: expect.any(String) as unknown,
    title: expect.any(String) as unknown,
    status: answer.status,
    code: expect.stringMatching(/^[a-z_]+\.[a-z_]+$/) as unknown,
    requestId: answer.headers.get('x-request-id'),
  });
  expect(answer.text).not.toMatch(internals);
}

/** Fails unless the answer is a refusal that points at `field` or at something inside it. */
export function expectNamed(answer: Answer, field: string): void {
  expectProblem(answer);
  expect(answer.status).toBe(422);
  const { errors } = answer.body as { errors?: { pointer: string }[] };
  const pointers = (errors ?? []).map(({ pointer }) => pointer);
  expect(pointers.filter((pointer) => pointer === field || pointer.startsWith(`${field}/`))).not.toEqual([]);
}
