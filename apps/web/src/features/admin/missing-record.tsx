import { messages } from '../../messages/index.js';
import { FormCard } from './parts.js';

/** The address names a record that does not exist, or no longer. */
export function MissingRecord() {
  return <FormCard title={messages.admin.nothing}>{messages.errors['request.unknown_id']}</FormCard>;
}
