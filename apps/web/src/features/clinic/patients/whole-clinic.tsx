import { lookForPatients } from '../../../api/clinic/patients.js';
import { ActForm } from '../../../components/form/act-form.js';
import { useAct } from '../../../components/form/act.js';
import { LongTextField } from '../../../components/form/inputs.js';
import { Panel } from '../../../components/panel.js';
import { messages } from '../../../messages/index.js';
import { PatientLinks } from './patient-links.js';
import styles from './patients.module.css';

const texts = messages.records;

/** Looks for patients beyond the reader's locations, with a reason that admins read. */
export function WholeClinic({ q }: { q: string }) {
  const act = useAct((typed) => lookForPatients(q, typed('reason')));
  const { data: found } = act;
  return (
    <Panel title={texts.wholeClinic}>
      <p className={styles.muted}>{texts.wholeClinicHint}</p>
      <ActForm act={act} button={texts.wholeClinicButton} compact>
        {(errors) => (
          <LongTextField of="NewLookDto.reason" label={texts.wholeClinicReason} errors={errors} required />
        )}
      </ActForm>
      {found !== undefined && (
        <>
          <p role="status" className={styles.count}>
            {found.length === 0 ? texts.none : texts.count(found.length)}
          </p>
          <PatientLinks patients={found} />
        </>
      )}
    </Panel>
  );
}
