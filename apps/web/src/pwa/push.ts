export interface Push {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  /** The page that it is about, inside the client */
  readonly url: string;
}

const home = '/app/';

/** Only pages of the client are opened: a message cannot lead anywhere else. */
function pageOf(url: unknown): string {
  if (typeof url !== 'string' || !URL.canParse(url, 'https://docket.invalid')) return home;
  const { pathname, search } = new URL(url, 'https://docket.invalid');
  return pathname.startsWith(home) ? pathname + search : home;
}

const textOf = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);

/** Reads what the push service handed over. A browser wants something shown for every push, so that anything will do. */
export function pushOf(text: string | undefined): Push {
  let message: unknown;
  try {
    message = JSON.parse(text ?? '');
  } catch {
    message = undefined;
  }
  const { title, body, tag, url } = (message ?? {}) as Record<keyof Push, unknown>;
  return {
    title: textOf(title, 'Docket'),
    body: textOf(body, ''),
    tag: textOf(tag, 'docket'),
    url: pageOf(url),
  };
}
