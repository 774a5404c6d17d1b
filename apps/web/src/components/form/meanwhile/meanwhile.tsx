import { lazy, type RefObject, Suspense, useState } from 'react';
import { type Act } from '../act.js';
import { ChangedMeanwhile } from './changed-meanwhile.js';
import { inWords } from './in-words.js';

// Most forms never need it.
const MeanwhileDialog = lazy(async () => ({
  default: (await import('./meanwhile-dialog.js')).MeanwhileDialog,
}));

interface MeanwhileProps<T> {
  act: Act<T>;
  form: RefObject<HTMLFormElement | null>;
  send: (form: HTMLFormElement) => void;
}

/** Asks what is to happen when others have changed what the form is of. Closed, it leaves the form as it is. */
export function Meanwhile<T>({ act, form, send }: MeanwhileProps<T>) {
  const [closed, setClosed] = useState<Error>();
  const { error } = act;
  if (!(error instanceof ChangedMeanwhile) || error === closed || form.current === null) return null;
  const { differences, words, accept, take } = error.ways;
  const shown = form.current;
  return (
    <Suspense>
      <MeanwhileDialog
        differences={inWords(differences, shown, words)}
        onSaveMine={() => {
          accept();
          send(shown);
        }}
        onTakeNow={() => {
          take();
          act.reset();
          // The field that had the focus begins anew.
          shown.querySelector<HTMLElement>('[type=submit]')?.focus();
        }}
        onClose={() => {
          setClosed(error);
        }}
      />
    </Suspense>
  );
}
