import { Button } from '@mantine/core';
import { Dialog } from '../components/dialog.js';
import { signOut } from '../api/http/session.js';
import { addresses, navigate } from '../routing/location.js';
import { SignInForm } from '../components/sign-in/sign-in-form.js';
import { messages } from '../messages/index.js';

const texts = messages.signIn;

/** Over the page, so that nothing typed is lost: after signing in again the user goes on. */
export function SessionEnded() {
  const leave = () => {
    navigate(addresses.search);
    void signOut();
  };
  return (
    <Dialog onClose={leave} title={texts.endedTitle} centered>
      <p>{texts.endedLead}</p>
      <SignInForm onDone={() => undefined} />
      <Button variant="subtle" fullWidth mt="sm" onClick={leave}>
        {texts.leave}
      </Button>
    </Dialog>
  );
}
