import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { pushKeyQuery } from '../../../../api/access/push.js';
import { Panel } from '../../../../components/panel.js';
import { messages } from '../../../../messages/index.js';
import { canPush, pushSubscription, startPush, stopPush } from '../../../../pwa/push-subscription.js';
import styles from '../account.module.css';

const texts = messages.account.messages;

function Push({ publicKey }: { publicKey: string }) {
  const client = useQueryClient();
  const subscription = useQuery({ queryKey: ['push-subscription'], queryFn: pushSubscription, staleTime: 0 });
  const change = useMutation({
    mutationFn: (on: boolean) => (on ? startPush(publicKey) : stopPush()),
    onSettled: () => client.invalidateQueries({ queryKey: ['push-subscription'] }),
  });
  const isOn = subscription.data !== undefined && subscription.data !== null;
  const isDenied = Notification.permission === 'denied';
  return (
    <Panel title={texts.push}>
      <p className={styles.plain} role="status">
        {isOn ? texts.pushActive : texts.pushHint}
      </p>
      <Button
        variant="light"
        aria-disabled={change.isPending}
        onClick={() => {
          if (!change.isPending) change.mutate(!isOn);
        }}
      >
        {isOn ? texts.pushOff : texts.pushOn}
      </Button>
      {change.isError && (
        <p className={styles.plain} role="alert">
          {isDenied ? texts.pushDenied : texts.pushFailed}
        </p>
      )}
    </Panel>
  );
}

/** Messages on this device, where the browser and the clinic can. */
export function PushPanel() {
  const { data: publicKey } = useQuery({ ...pushKeyQuery(), enabled: canPush() });
  return typeof publicKey === 'string' ? <Push publicKey={publicKey} /> : null;
}
