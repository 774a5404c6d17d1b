import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type Visit } from '../api/clinic/agenda.js';
import { Refusal } from '../components/form/refusal.js';
import { messages } from '../messages/index.js';

const texts = messages.desk;
const shownMilliseconds = 15_000;

const idOf = (visit: Pick<Visit, 'id'>): string => `undo-${visit.id}`;

function UndoButton({ undo, onDone }: { undo: () => Promise<unknown>; onDone: () => void }) {
  const act = useMutation({ mutationFn: undo, onSuccess: onDone });
  return (
    <>
      <Button
        variant="light"
        aria-disabled={act.isPending}
        onClick={() => {
          if (!act.isPending) act.mutate();
        }}
      >
        {texts.steps.undo}
      </Button>
      <Refusal words={texts.refusals} error={act.error} />
    </>
  );
}

/**
 * Offers for some seconds to take back what was just done.
 *
 * @param title what was done
 */
export function offerUndo(visit: Pick<Visit, 'id'>, title: string, undo: () => Promise<unknown>): void {
  const id = idOf(visit);
  const hide = (): void => {
    notifications.hide(id);
  };
  hide();
  notifications.show({
    id,
    title,
    message: <UndoButton undo={undo} onDone={hide} />,
    autoClose: shownMilliseconds,
    closeButtonProps: { 'aria-label': texts.close },
  });
}

/** What can be taken back is another thing by now. */
export const withdrawUndo = (visit: Pick<Visit, 'id'>): void => {
  notifications.hide(idOf(visit));
};
