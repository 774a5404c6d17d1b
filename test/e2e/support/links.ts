import { type Database, type LinkPurpose } from '#libs/database';
import { Keys } from '../../../libs/auth/src/crypto/keys.service.js';
import { LinkTokens } from '../../../libs/auth/src/crypto/link-tokens.service.js';
import { jwtSecret } from '../../support/processes.js';

/** What the last mail of this kind to an address has to carry: the sender knows the row and the key. */
export async function tokenFor({ client }: Database, email: string, purpose: LinkPurpose): Promise<string> {
  const link = await client.accountLink.findFirstOrThrow({
    where: { email, purpose },
    orderBy: { createdAt: 'desc' },
  });
  return new LinkTokens(new Keys({ JWT_SECRET: jwtSecret, JWT_PREVIOUS_SECRETS: [] })).issue(link);
}
