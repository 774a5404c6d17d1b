import { useState } from 'react';
import { changePassword } from '../../../../api/access/account.js';
import { renew } from '../../../../api/http/session.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { useAct } from '../../../../components/form/act.js';
import { NewPasswordField, PasswordField } from '../../../../components/form/password-field.js';
import { Panel, Saved } from '../../../../components/panel.js';
import { messages } from '../../../../messages/index.js';
import styles from '../account.module.css';

const texts = messages.account.password;

/** Another password; the other sessions end with the old one. */
export function PasswordSection() {
  const [times, setTimes] = useState(0);
  const act = useAct(async (typed) => {
    await changePassword({ currentPassword: typed('currentPassword'), newPassword: typed('newPassword') });
    await renew().catch(() => undefined);
    setTimes((before) => before + 1);
  });
  return (
    <Panel>
      <p className={styles.plain}>{texts.hint}</p>
      {/* A form that has done its work is empty again. */}
      <ActForm key={times} act={act} button={texts.button}>
        {(errors) => (
          <>
            <PasswordField
              name="currentPassword"
              label={messages.account.currentPassword}
              error={errors.currentPassword}
              autoComplete="current-password"
            />
            <NewPasswordField
              name="newPassword"
              label={messages.form.newPassword}
              error={errors.newPassword}
            />
          </>
        )}
      </ActForm>
      <Saved>{act.isSuccess && texts.done}</Saved>
    </Panel>
  );
}
