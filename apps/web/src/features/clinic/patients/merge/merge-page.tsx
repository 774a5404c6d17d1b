import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { type MergePreview, mergePreviewQuery, mergeRecords } from '../../../../api/clinic/record-merges.js';
import { type PatientRecord } from '../../../../api/clinic/records.js';
import { ApiError } from '../../../../api/http/problem.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { sentenceOf } from '../../../../components/form/refusals.js';
import { PeopleIcon } from '../../../../components/icons/account-icons.js';
import { PageTitle } from '../../../../components/page-title.js';
import { Actions, Panel } from '../../../../components/panel.js';
import { LoadError } from '../../../../components/state/load-error.js';
import { Notice } from '../../../../components/state/notice.js';
import { messages } from '../../../../messages/index.js';
import { Link } from '../../../../routing/link.js';
import { addresses, navigate, useUrl, withParams } from '../../../../routing/location.js';
import { patientName } from '../../../../visits/visit-words.js';
import styles from '../patients.module.css';
import { RecordFrame } from '../record-frame.js';
import { MergeComparison } from './merge-comparison.js';
import { MergeConflicts, MergeEffects } from './merge-effects.js';
import { OtherRecord } from './other-record.js';

const texts = messages.recordMerge;

interface PairProps {
  keptId: number;
  from: number;
}

/** Other records to merge: another one, or the same two the other way round. */
function OtherWays({ keptId, from }: PairProps) {
  const url = useUrl();
  return (
    <>
      {from !== keptId && (
        <Button component={Link} variant="default" href={addresses.mergePatient(from, keptId)}>
          {texts.swap}
        </Button>
      )}
      <Button component={Link} variant="subtle" href={withParams(url, { from: undefined })}>
        {texts.otherChoice}
      </Button>
    </>
  );
}

function Confirm({ preview, ways }: { preview: MergePreview; ways: ReactNode }) {
  const client = useQueryClient();
  const { kept } = preview;
  const merge = useMutation({
    mutationFn: () => mergeRecords(preview),
    onSuccess: async ({ id }) => {
      navigate(`${addresses.patient(kept.userId)}?merge=${id}`, { replace: true });
      // Visits have moved: agendas, lists and both records.
      await client.invalidateQueries();
    },
    // What is in the way by now is shown anew.
    onError: () => client.invalidateQueries({ queryKey: ['record', kept.userId, 'merge-preview'] }),
  });
  return (
    <>
      <Refusal error={merge.error} />
      <Actions>
        {preview.conflicts.length === 0 && (
          <Button
            aria-disabled={merge.isPending}
            onClick={() => {
              if (!merge.isPending) merge.mutate();
            }}
          >
            {merge.isPending ? messages.form.busy : texts.confirm}
          </Button>
        )}
        {ways}
      </Actions>
    </>
  );
}

function Preview({ keptId, from }: PairProps) {
  const query = useQuery(mergePreviewQuery(keptId, from));
  const { data: preview, error } = query;
  const ways = <OtherWays keptId={keptId} from={from} />;
  if (preview === undefined) {
    if (error === null) return <Skeleton height={420} radius={16} />;
    const isRefused = error instanceof ApiError && !error.passing;
    return isRefused ? (
      <Notice icon={<PeopleIcon />} level="h2" title={texts.refused} actions={ways}>
        {sentenceOf(error)}
      </Notice>
    ) : (
      <LoadError level="h2" title={texts.failed} error={error} onRetry={() => void query.refetch()} />
    );
  }
  return (
    <div className={styles.parts}>
      <MergeComparison preview={preview} />
      {preview.conflicts.length > 0 && (
        <Panel title={texts.conflicts}>
          <MergeConflicts conflicts={preview.conflicts} />
        </Panel>
      )}
      <Panel title={texts.moves}>
        <MergeEffects preview={preview} />
        <Confirm preview={preview} ways={ways} />
      </Panel>
    </div>
  );
}

function MergeOf({ record }: { record: PatientRecord }) {
  const from = Number(useUrl().searchParams.get('from') ?? Number.NaN);
  const isChosen = Number.isInteger(from) && from > 0;
  const title = texts.title(patientName(record));
  return (
    <>
      <div className={styles.head}>
        <PageTitle key={from} title={title} follows={isChosen}>
          {title}
        </PageTitle>
        <p className={styles.lead}>{isChosen ? texts.compareLead : texts.chooseLead}</p>
      </div>
      {isChosen ? <Preview keptId={record.userId} from={from} /> : <OtherRecord record={record} />}
    </>
  );
}

/** Merges another record of the same patient into this one, after a look at what moves. */
export function MergePage({ id }: { id: number }) {
  return <RecordFrame id={id}>{(record) => <MergeOf record={record} />}</RecordFrame>;
}
