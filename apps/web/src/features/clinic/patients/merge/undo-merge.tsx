import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Merge, undoMerge } from '../../../../api/clinic/record-merges.js';
import { ConfirmButton } from '../../../../components/confirm-button.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { messages } from '../../../../messages/index.js';
import { addresses, navigate } from '../../../../routing/location.js';

const texts = messages.recordMerge;

interface UndoMergeProps {
  merge: Merge;
  /** Whose record it was, where there are several */
  name?: string;
}

/** Makes two records again of those that were merged. */
export function UndoMerge({ merge, name }: UndoMergeProps) {
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () => undoMerge(merge),
    onSuccess: async () => {
      navigate(`${addresses.patient(merge.keptId)}?done=undone`, { replace: true });
      // Visits have gone back: agendas, lists and both records.
      await client.invalidateQueries();
    },
  });
  return (
    <div>
      <ConfirmButton
        label={texts.undo}
        {...(name !== undefined && { name: `${texts.undo}: ${name}` })}
        question={texts.undoAsk}
        busy={undo.isPending}
        onConfirm={() => {
          undo.mutate();
        }}
      />
      <Refusal error={undo.error} />
    </div>
  );
}
