import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { createCalendarFeed, revokeCalendarFeed } from '../../../../api/access/account.js';
import { CopyButton } from '../../../../components/copy-button.js';
import { Refusal } from '../../../../components/form/refusal.js';
import { Actions, Panel, Saved } from '../../../../components/panel.js';
import { messages } from '../../../../messages/index.js';
import styles from '../account.module.css';

const texts = messages.account.calendar;

/** The private address of the reader's visits. */
export function CalendarSection() {
  const create = useMutation({
    gcTime: 0,
    mutationFn: createCalendarFeed,
  });
  const revoke = useMutation({
    mutationFn: revokeCalendarFeed,
    onSuccess: () => {
      create.reset();
    },
  });
  return (
    <Panel>
      <p className={styles.plain}>{texts.hint}</p>
      {create.data !== undefined && (
        <>
          <TextInput size="md" readOnly label={texts.address} description={texts.once} value={create.data} />
          <Actions>
            <CopyButton text={create.data} />
          </Actions>
        </>
      )}
      <Actions>
        <Button
          variant={create.data === undefined ? 'filled' : 'default'}
          aria-disabled={create.isPending}
          onClick={() => {
            if (!create.isPending) create.mutate();
          }}
        >
          {texts.create}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            revoke.mutate();
          }}
        >
          {texts.revoke}
        </Button>
      </Actions>
      <p className={styles.plain}>{texts.createHint}</p>
      <Saved>{revoke.isSuccess && create.data === undefined && texts.revoked}</Saved>
      <Refusal error={create.error ?? revoke.error} />
    </Panel>
  );
}
