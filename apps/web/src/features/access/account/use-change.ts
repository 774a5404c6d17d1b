import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';

/** Something that is done with one tap; what is shown of it is loaded anew. */
export function useChange<T = void>(
  change: (what: T) => Promise<void>,
  queryKey: readonly string[],
): UseMutationResult<void, Error, T> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
