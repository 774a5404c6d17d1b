import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { eraseAccount, exportData } from '../../../api/access/account.js';
import { ActForm } from '../../../components/form/act-form.js';
import { useAct } from '../../../components/form/act.js';
import { PasswordField } from '../../../components/form/password-field.js';
import { Refusal } from '../../../components/form/refusal.js';
import { DownloadIcon } from '../../../components/icons/icons.js';
import { addresses } from '../../../routing/location.js';
import { Panel } from '../../../components/panel.js';
import { saveFile } from '../../../components/save-file.js';
import { messages } from '../../../messages/index.js';
import styles from './account.module.css';
import { CancelledVisits } from './cancelled-visits.js';

const texts = messages.account.data;

function Export() {
  const download = useMutation({
    gcTime: 0,
    mutationFn: async () => {
      saveFile('docket-data.json', JSON.stringify(await exportData(), null, 2), 'application/json');
    },
  });
  return (
    <Panel title={texts.exportTitle}>
      <p className={styles.plain}>{texts.exportHint}</p>
      <Button
        leftSection={<DownloadIcon />}
        aria-disabled={download.isPending}
        onClick={() => {
          if (!download.isPending) download.mutate();
        }}
      >
        {download.isPending ? messages.form.busy : texts.exportButton}
      </Button>
      <Refusal error={download.error} />
    </Panel>
  );
}

function Erase() {
  const [sure, setSure] = useState(false);
  const act = useAct(async (typed) => {
    await eraseAccount(typed('password'));
    // The session went with the account: a fresh page has no user, and keeps nothing of this one.
    window.location.assign(addresses.search);
  });
  return (
    <Panel title={texts.deleteTitle}>
      <p className={styles.plain}>{texts.deleteHint}</p>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={sure}
          onChange={(event) => {
            setSure(event.currentTarget.checked);
          }}
        />
        {texts.deleteSure}
      </label>
      {sure && <CancelledVisits />}
      {sure && (
        <ActForm act={act} button={texts.deleteButton}>
          {(errors) => (
            <PasswordField
              name="password"
              label={messages.account.currentPassword}
              error={errors.password}
              autoComplete="current-password"
            />
          )}
        </ActForm>
      )}
    </Panel>
  );
}

/** A copy of everything, and the end of everything. */
export function DataSection() {
  return (
    <>
      <Export />
      <Erase />
    </>
  );
}
