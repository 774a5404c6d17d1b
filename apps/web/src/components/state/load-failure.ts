import { ApiError } from '../../api/http/problem.js';
import { messages } from '../../messages/index.js';
import { reasonOf, sentenceOf } from '../form/refusals.js';

interface LoadFailure {
  /** Why there is no data, and what helps */
  readonly reason: string;
  /** Whether the API answers the same request in the same way again, until something changes */
  readonly isRefusal: boolean;
}

/** What the page says of a load that failed: a refusal in its own words, and only a fault of ours as one. */
export function loadFailureOf(error: Error, online: boolean): LoadFailure {
  if (error instanceof ApiError && !error.passing) {
    const reason = reasonOf(error, online);
    // Where a form would ask for a second factor, there is none here to ask.
    return { reason: reason === '' ? sentenceOf(error) : reason, isRefusal: true };
  }
  return { reason: online ? reasonOf(error, online) : messages.states.offline, isRefusal: false };
}
