import { SignedIn } from '../components/sign-in/signed-in.js';
import { StaffWaitlistPage } from '../features/staff-waitlist/staff-waitlist-page.js';
import { WaitlistPage } from '../features/waitlist/waitlist-page.js';

/** Patients see what they wait for, the front desk who waits. */
export function WaitlistOfRole() {
  return (
    <SignedIn>
      {(me) =>
        me.role === 'staff' || me.role === 'admin' ? <StaffWaitlistPage me={me} /> : <WaitlistPage />
      }
    </SignedIn>
  );
}
