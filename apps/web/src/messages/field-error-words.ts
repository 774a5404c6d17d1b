import { type FieldErrorCode, type FieldErrorParams } from '../api/http/problem.js';

type Words = string | ((params: FieldErrorParams) => string);

/** What the page says beside a field, for every code that the API can refuse it with */
export type FieldErrorWords = Readonly<Record<FieldErrorCode, Words>>;
