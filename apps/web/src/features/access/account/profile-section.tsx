import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { changeMe } from '../../../api/access/account.js';
import { type Me, meQuery, useMe } from '../../../api/me.js';
import { ActForm } from '../../../components/form/act-form.js';
import { useAct } from '../../../components/form/act.js';
import { NameField } from '../../../components/form/fields.js';
import { useEdit } from '../../../components/form/meanwhile/use-edit.js';
import { TextField } from '../../../components/form/inputs.js';
import { CodeField } from '../../../components/form/code-field.js';
import { PasswordField } from '../../../components/form/password-field.js';
import { Panel, Saved } from '../../../components/panel.js';
import { ResendVerification } from '../../../components/sign-in/resend-verification.js';
import { messages } from '../../../messages/index.js';
import styles from './account.module.css';

const texts = messages.account.profile;

function useProfile(me: Me) {
  const client = useQueryClient();
  const [email, setEmail] = useState(me.email);
  const edit = useEdit<Me>({
    record: me,
    reread: () => client.query({ ...meQuery(), staleTime: 0 }),
    fill: (now) => {
      setEmail(now.email);
    },
  });
  const isOtherAddress = email.trim() !== edit.record.email;
  const act = useAct(async (typed) => {
    const name = typed('name').trim();
    const wanted = {
      username: typed('username').trim(),
      name: name === '' ? null : name,
      email: typed('email').trim(),
    };
    const changed = await edit.save(wanted, ({ username, name: called, email: address }, { version }) =>
      changeMe(
        {
          ...(username !== undefined && { username }),
          ...(called !== undefined && { name: called }),
          ...(address !== undefined && {
            email: address,
            currentPassword: typed('currentPassword'),
            ...(me.secondFactor && { code: typed('code').trim() }),
          }),
        },
        version,
      ),
    );
    if (changed !== undefined) client.setQueryData(meQuery().queryKey, changed);
    return isOtherAddress;
  });
  return { act, edit, email, setEmail, isOtherAddress };
}

/** The name, and what the user signs in with. */
function ProfileForm({ me }: { me: Me }) {
  const { act, edit, email, setEmail, isOtherAddress } = useProfile(me);
  return (
    <Panel>
      <ActForm act={act} button={messages.account.save}>
        {(errors) => (
          <Fragment key={edit.filling}>
            <NameField errors={errors} name={edit.record.name} />
            <TextField
              of="MeChangeDto.username"
              label={messages.form.username}
              errors={errors}
              defaultValue={edit.record.username}
              required
              autoComplete="username"
            />
            <TextInput
              size="md"
              type="email"
              name="email"
              label={messages.form.email}
              description={texts.emailHint}
              value={email}
              error={errors.email}
              required
              withAsterisk={false}
              autoComplete="email"
              maxLength={254}
              onChange={(event) => {
                setEmail(event.currentTarget.value);
              }}
            />
            {isOtherAddress && (
              <PasswordField
                name="currentPassword"
                label={messages.account.currentPassword}
                error={errors.currentPassword}
                autoComplete="current-password"
              />
            )}
            {isOtherAddress && me.secondFactor && (
              <CodeField takesRecoveryCodes hint={messages.account.factor.proofHint} error={errors.code} />
            )}
          </Fragment>
        )}
      </ActForm>
      <Saved>{act.isSuccess && (act.data ? texts.emailChanged : messages.account.saved)}</Saved>
    </Panel>
  );
}

/** The user's own data, and whether the address is known to be the user's. */
export function ProfileSection() {
  const me = useMe();
  if (me === undefined) return null;
  return (
    <>
      <ProfileForm me={me} />
      {!me.emailVerified && (
        <Panel>
          <p className={styles.plain}>{texts.unverified}</p>
          <ResendVerification />
        </Panel>
      )}
    </>
  );
}
