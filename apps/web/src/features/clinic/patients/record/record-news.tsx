import { useQuery } from '@tanstack/react-query';
import { mergesQuery } from '../../../../api/clinic/record-merges.js';
import { Saved } from '../../../../components/panel.js';
import { messages } from '../../../../messages/index.js';
import { useUrl } from '../../../../routing/location.js';
import { UndoMerge } from '../merge/undo-merge.js';
import styles from '../patients.module.css';

/** What has just been done, for which the record was opened. */
const news: Readonly<Record<string, string>> = {
  saved: messages.records.saved,
  noted: messages.recordDeath.noted,
  undone: messages.recordMerge.undone,
};

/** The merge that has just been made, with the way back. */
function MergedNow({ userId, mergeId }: { userId: number; mergeId: number }) {
  const query = useQuery(mergesQuery(userId));
  const merge = query.data?.find(({ id }) => id === mergeId);
  if (merge?.undoneAt !== null) return null;
  return (
    <div className={styles.news}>
      <Saved>{messages.recordMerge.done}</Saved>
      <UndoMerge merge={merge} />
    </div>
  );
}

/** Says that a change went well. */
export function RecordNews({ userId }: { userId: number }) {
  const { searchParams } = useUrl();
  const mergeId = searchParams.get('merge');
  if (mergeId !== null) return <MergedNow userId={userId} mergeId={Number(mergeId)} />;
  return <Saved>{news[searchParams.get('done') ?? '']}</Saved>;
}
