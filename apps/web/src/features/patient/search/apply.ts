import { navigate, withParams } from '../../../routing/location.js';

/** Shows another search, from its first page on. */
export const apply = (changes: Record<string, string | undefined>, replace = false): void => {
  navigate(withParams(new URL(window.location.href), { ...changes, pages: undefined }), { replace });
};
