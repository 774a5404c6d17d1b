import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  beginSecondFactor,
  confirmSecondFactor,
  type Proof,
  removeSecondFactor,
  renewRecoveryCodes,
  type Secret,
} from '../../../../api/access/second-factor.js';
import { meQuery, useMe } from '../../../../api/me.js';
import { ActForm } from '../../../../components/form/act-form.js';
import { useAct } from '../../../../components/form/act.js';
import { CodeField } from '../../../../components/form/code-field.js';
import { PasswordField } from '../../../../components/form/password-field.js';
import { Actions, Panel, Saved } from '../../../../components/panel.js';
import { saveFile } from '../../../../components/save-file.js';
import { messages } from '../../../../messages/index.js';
import styles from '../account.module.css';
import { QrCode } from './qr-code.js';

const texts = messages.account.factor;

function Begin({ onBegun }: { onBegun: (secret: Secret) => void }) {
  const act = useAct(async (typed) => {
    onBegun(await beginSecondFactor(typed('currentPassword')));
  });
  return (
    <Panel>
      <p className={styles.plain}>{texts.offHint}</p>
      <ActForm act={act} button={texts.begin}>
        {(errors) => (
          <PasswordField
            name="currentPassword"
            label={messages.account.currentPassword}
            error={errors.currentPassword}
            autoComplete="current-password"
          />
        )}
      </ActForm>
    </Panel>
  );
}

interface ConfirmProps {
  secret: Secret;
  onConfirmed: (codes: readonly string[]) => void;
}

function Confirm({ secret, onConfirmed }: ConfirmProps) {
  const act = useAct(async (typed) => {
    onConfirmed(await confirmSecondFactor(typed('code').replaceAll(/\s/g, '')));
  });
  return (
    <Panel title={texts.scan}>
      <QrCode className={styles.qr} text={secret.uri} label={texts.qr} />
      <p className={styles.plain}>{texts.byHand}</p>
      <p className={styles.key}>{secret.secret}</p>
      <ActForm act={act} button={texts.confirm}>
        {(errors) => <CodeField hint={texts.confirmHint} error={errors.code} />}
      </ActForm>
    </Panel>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <Panel title={texts.codesTitle}>
      <p className={styles.plain} role="status">
        {texts.on} {texts.codesHint}
      </p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code} className={styles.key}>
            {code}
          </li>
        ))}
      </ul>
      <Actions>
        <Button
          variant="default"
          onClick={() => {
            saveFile('docket-recovery-codes.txt', `${codes.join('\n')}\n`, 'text/plain');
          }}
        >
          {texts.saveCodes}
        </Button>
        <Button onClick={onKept}>{texts.codesKept}</Button>
      </Actions>
    </Panel>
  );
}

interface ProvenProps {
  title: string;
  hint: string;
  button: string;
  onProven: (proof: Proof) => Promise<void>;
}

/** What takes the password and a code of the factor that is on. */
function Proven({ title, hint, button, onProven }: ProvenProps) {
  const act = useAct((typed) =>
    onProven({ currentPassword: typed('currentPassword'), code: typed('code').trim() }),
  );
  return (
    <Panel title={title}>
      <p className={styles.plain}>{hint}</p>
      <ActForm act={act} button={button}>
        {(errors) => (
          <>
            <PasswordField
              name="currentPassword"
              label={messages.account.currentPassword}
              error={errors.currentPassword}
              autoComplete="current-password"
            />
            <CodeField takesRecoveryCodes hint={texts.proofHint} error={errors.code} />
          </>
        )}
      </ActForm>
    </Panel>
  );
}

interface OnProps {
  onRenewed: (codes: readonly string[]) => void;
  onRemoved: () => Promise<void>;
}

function On({ onRenewed, onRemoved }: OnProps) {
  return (
    <>
      <Proven
        title={texts.on}
        hint={texts.onHint}
        button={texts.remove}
        onProven={async (proof) => {
          await removeSecondFactor(proof);
          await onRemoved();
        }}
      />
      <Proven
        title={texts.codesTitle}
        hint={texts.renewHint}
        button={texts.renew}
        onProven={async (proof) => {
          onRenewed(await renewRecoveryCodes(proof));
        }}
      />
    </>
  );
}

/** Codes of an authenticator app: set up, turned on by the first one, and turned off. */
export function FactorSection() {
  const me = useMe();
  const client = useQueryClient();
  const [secret, setSecret] = useState<Secret>();
  const [codes, setCodes] = useState<readonly string[]>();
  const [wasRemoved, setWasRemoved] = useState(false);
  const reload = () => client.invalidateQueries({ queryKey: meQuery().queryKey });
  const keep = () => {
    setCodes(undefined);
    setSecret(undefined);
  };
  const confirmed = (made: readonly string[]) => {
    setCodes(made);
    setWasRemoved(false);
    void reload();
  };
  const removed = async () => {
    setWasRemoved(true);
    await reload();
  };
  if (codes !== undefined) return <RecoveryCodes codes={codes} onKept={keep} />;
  if (me?.secondFactor === true) return <On onRenewed={setCodes} onRemoved={removed} />;
  if (secret !== undefined) return <Confirm secret={secret} onConfirmed={confirmed} />;
  return (
    <>
      <Saved>{wasRemoved && texts.removed}</Saved>
      <Begin onBegun={setSecret} />
    </>
  );
}
