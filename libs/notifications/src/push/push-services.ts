/**
 * Whether an address that a browser gave may be called for it. A stranger can make up a subscription, so without a list
 * they could have Docket call any machine that it reaches (CWE-918).
 *
 * @param services hosts, with a port where it is not the usual one; `*.` stands for any label
 */
export function isPushService(endpoint: string, services: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, host, hostname, username } = new URL(endpoint);
  // Plain HTTP is for listeners on this machine.
  if (protocol !== 'https:' && !(protocol === 'http:' && hostname === '127.0.0.1')) return false;
  if (username !== '') return false;
  return services.some((service) =>
    service.startsWith('*.') ? host.endsWith(service.slice(1)) : host === service,
  );
}
