import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  bringBack,
  retire,
  retirementQuery,
  type Retirement,
  type Retiring,
} from '../../../../api/admin/retirements.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { useAct } from '../../../../components/form/act.js';
import { useEdit } from '../../../../components/form/meanwhile/use-edit.js';
import { LongTextField } from '../../../../components/form/inputs.js';
import { Listing } from '../../../../components/table/listing.js';
import { messages } from '../../../../messages/index.js';
import { isCalendarDate } from '../../../../time/dates.js';
import { fullDate } from '../../../../time/format.js';
import { ActButton } from '../../act-button.js';
import styles from '../../admin.module.css';
import { useSaved } from '../../use-editing.js';
import { RetirementEffects } from './retirement-effects.js';

const all = messages.admin;
const texts = messages.retirement;

/** What the form shows of it */
type Dated = Pick<Retirement, 'reason' | 'version'> & { readonly on: string | null };

interface RetirementFormProps {
  kind: Retiring;
  id: number;
  state: Retirement;
}

/** The date, with what it would mean before it is saved. */
function RetirementForm({ kind, id, state }: RetirementFormProps) {
  const client = useQueryClient();
  const showSaved = useSaved();
  const [chosen, setChosen] = useState(state.on ?? '');
  const on = isCalendarDate(chosen) ? chosen : undefined;
  const effects = useQuery({ ...retirementQuery(kind, id, on), enabled: on !== undefined });
  const edit = useEdit<Dated>({
    record: state,
    reread: () => client.query({ ...retirementQuery(kind, id), staleTime: 0 }),
    fill: (now) => {
      setChosen(now.on ?? '');
    },
  });
  const act = useAct(async (typed) => {
    const reason = typed('reason').trim();
    const wanted = { on: typed('on'), reason: reason === '' ? null : reason };
    await edit.save(wanted, (changes, seen) => {
      const shown = { ...seen, ...changes };
      return retire(kind, id, { on: shown.on ?? wanted.on, reason: shown.reason }, seen.version);
    });
    await showSaved();
  });
  return (
    <>
      <ActForm act={act} button={texts.save} compact>
        {(errors) => (
          <>
            <TextInput
              name="on"
              type="date"
              size="md"
              label={texts.on}
              value={chosen}
              error={errors.on}
              required
              withAsterisk={false}
              onChange={(event) => {
                setChosen(event.currentTarget.value);
              }}
            />
            <LongTextField
              key={edit.filling}
              of="NewRetirementDto.reason"
              label={texts.reason}
              hint={texts.reasonHint}
              errors={errors}
              defaultValue={edit.record.reason}
              rows={2}
            />
          </>
        )}
      </ActForm>
      {on !== undefined && (
        <Listing query={effects} failed={all.failed}>
          {(found) => <RetirementEffects kind={kind} id={id} on={on} effects={found} />}
        </Listing>
      )}
    </>
  );
}

/** From when on a record takes no bookings any more, below the form of the record. */
export function RetirementPanel({ kind, id }: { kind: Retiring; id: number }) {
  const showSaved = useSaved();
  const query = useQuery(retirementQuery(kind, id));
  return (
    <section>
      <h2 className={styles.subtitle}>{texts.title}</h2>
      <Listing query={query} failed={all.failed}>
        {(state) => (
          <div className={styles.stack}>
            <p>{state.on === null ? texts.none : texts.since(fullDate(state.on))}</p>
            {state.on !== null && (
              <ActButton
                label={texts.bringBack}
                question={texts.bringBackAsk}
                act={async () => {
                  await bringBack(kind, id);
                  await showSaved();
                }}
              />
            )}
            <RetirementForm kind={kind} id={id} state={state} />
          </div>
        )}
      </Listing>
    </section>
  );
}
