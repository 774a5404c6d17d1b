import { type ApiError } from '../../../api/http/problem.js';
import { type Difference } from './differences.js';

/** What a part of a record is called, and how its values are said */
export interface PartWords<Value> {
  readonly label: string;
  readonly say: (value: Value) => string;
}

/** The parts for which a form has no field of the browser, by name */
export type Words<T> = { readonly [Name in keyof T]?: PartWords<T[Name]> };

/** What the user is asked */
export interface Ways {
  readonly differences: readonly Difference[];
  readonly words: Words<Record<string, unknown>>;
  /** The user has seen what there is now: the next try is made of it. */
  readonly accept: () => void;
  /** Fills the form with what there is now. */
  readonly take: () => void;
}

/** The form is not saved: what it is of has changed since it was opened, in parts that the form shows. */
export class ChangedMeanwhile extends Error {
  constructor(
    readonly refusal: ApiError,
    readonly ways: Ways,
  ) {
    super(refusal.message, { cause: refusal });
  }
}
