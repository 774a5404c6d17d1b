import { SignedIn } from '../components/sign-in/signed-in.js';
import { StaffWaitlistPage } from '../features/clinic/staff-waitlist/staff-waitlist-page.js';
import { WaitlistPage } from '../features/patient/waitlist/waitlist-page.js';

/** Patients see their own entries, the front desk the entries of its locations. */
export function WaitlistOfRole() {
  return (
    <SignedIn>
      {(me) =>
        me.role === 'staff' || me.role === 'admin' ? <StaffWaitlistPage me={me} /> : <WaitlistPage />
      }
    </SignedIn>
  );
}
