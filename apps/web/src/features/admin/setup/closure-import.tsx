import { Button } from '@mantine/core';
import { useState } from 'react';
import {
  type ClosuresPreview,
  importClosures,
  type ImportedClosures,
  type Location,
  previewClosures,
} from '../../../api/admin/locations.js';
import { ActForm } from '../../../components/form/act-form.js';
import { useAct } from '../../../components/form/act.js';
import { messages } from '../../../messages/index.js';
import styles from '../admin.module.css';
import { Done } from '../section-head.js';
import { useRefresh } from '../use-editing.js';
import { changesNothing, ImportPreview, UnreadableEvents } from './import-preview.js';
import { OutsideBookings } from './outside-bookings.js';

const texts = messages.admin.closures;

interface Read {
  readonly calendar: string;
  readonly preview: ClosuresPreview;
}

function FileForm({ location, onRead }: { location: Location; onRead: (read: Read) => void }) {
  const act = useAct(async (_typed, _ticked, data) => {
    const file = data.get('calendar');
    const calendar = file instanceof File ? await file.text() : '';
    onRead({ calendar, preview: await previewClosures(location.id, calendar) });
  });
  return (
    <div className={styles.card}>
      <ActForm act={act} button={texts.previewButton}>
        {(errors) => (
          <>
            <label htmlFor="calendar">
              {texts.file}
              <br />
              <small>{texts.importHint}</small>
            </label>
            <input
              id="calendar"
              className={styles.file}
              name="calendar"
              type="file"
              accept=".ics,text/calendar"
              required
              aria-invalid={errors.calendar === undefined ? undefined : true}
              aria-describedby={errors.calendar === undefined ? undefined : 'calendar-error'}
            />
            {errors.calendar !== undefined && <p id="calendar-error">{errors.calendar}</p>}
          </>
        )}
      </ActForm>
    </div>
  );
}

interface ConfirmProps extends Read {
  location: Location;
  onDone: (result: ImportedClosures) => void;
  onDiscard: () => void;
}

function Confirm({ location, calendar, preview, onDone, onDiscard }: ConfirmProps) {
  const refresh = useRefresh();
  const act = useAct(async () => {
    const result = await importClosures(location.id, calendar, preview.plan);
    await refresh();
    onDone(result);
  });
  const discard = (
    <Button variant="default" onClick={onDiscard}>
      {texts.preview.discard}
    </Button>
  );
  return (
    <ImportPreview preview={preview}>
      {changesNothing(preview) ? discard : <ActForm act={act} button={texts.importButton} beside={discard} />}
    </ImportPreview>
  );
}

/** Brings the closures up to a calendar file, once it was seen what that does. */
export function ClosureImport({ location }: { location: Location }) {
  const [read, setRead] = useState<Read>();
  const [result, setResult] = useState<ImportedClosures>();
  const show = (next: Read) => {
    setRead(next);
    setResult(undefined);
  };
  const finish = (done?: ImportedClosures) => {
    setRead(undefined);
    setResult(done);
  };
  return (
    <section aria-labelledby="import">
      <h2 id="import" className={styles.subtitle}>
        {texts.importTitle}
      </h2>
      <Done>{result && texts.imported(result.imported, result.moves.length, result.removes.length)}</Done>
      <UnreadableEvents events={result?.unreadable ?? []} />
      <OutsideBookings count={result?.outsideHours.length ?? 0} />
      {read === undefined ? (
        <FileForm location={location} onRead={show} />
      ) : (
        <Confirm
          {...read}
          location={location}
          onDone={finish}
          onDiscard={() => {
            finish();
          }}
        />
      )}
    </section>
  );
}
