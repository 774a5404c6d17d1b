import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendVerification } from '../../api/access/account.js';
import { meQuery } from '../../api/me.js';
import { messages } from '../../messages/index.js';
import { Refusal } from '../form/refusal.js';
import { Saved } from '../panel.js';

const texts = messages.account.profile;

/** Has the link sent once more that proves the user's address. */
export function ResendVerification() {
  const client = useQueryClient();
  const resend = useMutation({
    mutationFn: sendVerification,
    // The address may be proven by now, in another window.
    onSettled: () => client.invalidateQueries({ queryKey: meQuery().queryKey }),
  });
  return (
    <>
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
    </>
  );
}
