/**
 * Says in one line why a service that a variable names cannot be used, and what to do; never with the password.
 *
 * @param variable the variable that holds `url`
 * @param service its name, such as Redis
 */
export function serviceComplaint(variable: string, service: string, url: string, error: unknown): string {
  const reason = reasonOf(error);
  const { host } = new URL(url);
  // Redis and RabbitMQ put their own words into the message; there is no code to go by.
  if (
    /WRONGPASS|NOAUTH|NOPERM|ACCESS[-_]REFUSED|NOT_ALLOWED|ConnectionClose|invalid password/i.test(reason)
  ) {
    return `${variable}: ${service} at ${host} refused the login. Correct the user, the password or what follows the address.`;
  }
  return `${variable}: no ${service} can be reached at ${host} (${reason}). Start it, correct the address or leave the variable out.`;
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? ((error as NodeJS.ErrnoException).code ?? error.name) : error.message;
}
