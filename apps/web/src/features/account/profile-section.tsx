import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, done } from '../../api/client.js';
import { meQuery, useMe } from '../../api/me.js';
import { ActForm } from '../../components/form/act-form.js';
import { useAct } from '../../components/form/act.js';
import { NameField } from '../../components/form/fields.js';
import { PasswordField } from '../../components/form/password-field.js';
import { Refusal } from '../../components/form/refusal.js';
import { Panel, Saved } from '../../components/panel.js';
import { messages } from '../../messages/index.js';
import styles from './account.module.css';
import { useChange } from './use-change.js';

const texts = messages.account.profile;

function Verification() {
  const resend = useChange(() => done(api.POST('/me/email/verification')), ['me']);
  return (
    <div>
      <p className={styles.plain}>{texts.unverified}</p>
      <Button
        variant="light"
        onClick={() => {
          resend.mutate();
        }}
      >
        {texts.resend}
      </Button>
      <Saved>{resend.isSuccess && texts.resent}</Saved>
      <Refusal error={resend.error} />
    </div>
  );
}

/** What somebody is called, and signs in with. */
export function ProfileSection() {
  const me = useMe();
  const client = useQueryClient();
  const [email, setEmail] = useState(me?.email ?? '');
  const isOtherAddress = me !== undefined && email.trim() !== me.email;
  const act = useAct(async (typed) => {
    const username = typed('username').trim();
    const currentPassword = typed('currentPassword');
    const address = typed('email').trim();
    const name = typed('name').trim();
    const body = {
      username,
      name: name === '' ? null : name,
      ...(isOtherAddress && { email: address, currentPassword }),
    };
    const { data } = await answer(api.PATCH('/me', { body }));
    client.setQueryData(meQuery().queryKey, data);
    return isOtherAddress;
  });
  if (me === undefined) return null;
  return (
    <>
      <Panel>
        <ActForm act={act} button={messages.account.save}>
          {(errors) => (
            <>
              <NameField errors={errors} name={me.name} />
              <TextInput
                size="md"
                name="username"
                label={messages.form.username}
                defaultValue={me.username}
                error={errors.username}
                required
                withAsterisk={false}
                autoComplete="username"
                maxLength={50}
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
            </>
          )}
        </ActForm>
        <Saved>{act.isSuccess && (act.data ? texts.emailChanged : messages.account.saved)}</Saved>
      </Panel>
      {!me.emailVerified && (
        <Panel>
          <Verification />
        </Panel>
      )}
    </>
  );
}
