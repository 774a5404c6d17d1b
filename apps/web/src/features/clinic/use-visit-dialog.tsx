import { type ReactNode, useState } from 'react';
import { type Visit } from '../../api/clinic/agenda.js';
import { VisitDialog, type VisitView } from '../../visits/visit-dialog.js';

interface OpenVisit {
  id: number;
  view: VisitView;
}

/**
 * The dialog of one of the visits on show, and what opens it. The visit is found anew among `visits`, so that the dialog
 * shows its present state.
 *
 * @param anyDoctor whether a visit may move to another doctor
 */
export function useVisitDialog(
  visits: readonly Visit[],
  anyDoctor: boolean,
): { dialog: ReactNode; show: (visit: Visit, view?: VisitView) => void } {
  const [open, setOpen] = useState<OpenVisit>();
  const visit = visits.find(({ id }) => id === open?.id);
  const show = ({ id }: Visit, view: VisitView = 'details') => {
    setOpen({ id, view });
  };
  const dialog = visit !== undefined && open !== undefined && (
    <VisitDialog
      key={open.id}
      visit={visit}
      view={open.view}
      anyDoctor={anyDoctor}
      onClose={() => {
        setOpen(undefined);
      }}
    />
  );
  return { dialog, show };
}
