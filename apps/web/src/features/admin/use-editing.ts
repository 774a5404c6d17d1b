import { useQueryClient } from '@tanstack/react-query';
import { navigate, useUrl, withParams } from '../../routing/location.js';

/** The record that the address says is being edited, by its id, or a new one. */
export function useEditing() {
  const url = useUrl();
  const edit = url.searchParams.get('edit');
  return {
    isNew: edit === 'new',
    id: edit !== null && /^\d{1,9}$/.test(edit) ? Number(edit) : undefined,
    hrefOf: (id: number | 'new') => withParams(url, { edit: String(id), saved: undefined }),
    listHref: withParams(url, { edit: undefined, saved: undefined }),
    isSaved: url.searchParams.has('saved'),
    /** Shows the list again, which says that the record is saved. */
    showSaved: () => {
      navigate(withParams(url, { edit: undefined, saved: 'yes' }), { replace: true });
    },
  };
}

/** Loads everything again: what an admin changes may stand on any page, those of patients too. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}

/** What follows a saved record: fresh data, and the list that says so. */
export function useSaved(): () => Promise<void> {
  const refresh = useRefresh();
  const { showSaved } = useEditing();
  return async () => {
    await refresh();
    showSaved();
  };
}
