import { type Locale } from '../preferences/choices.js';
import { wordsOf } from './words.js';

/**
 * The page behind the link that stops mails. Opening it does nothing, because mail scanners open links; its button does.
 *
 * @param isDone whether it was pressed
 */
export function unsubscribePage(locale: Locale, isDone: boolean): string {
  const { direction, unsubscribePage: words } = wordsOf(locale);
  const button =
    'background:#0b6e6e;border:0;border-radius:8px;color:#fff;cursor:pointer;font:600 16px system-ui;padding:12px 20px';
  return `<!doctype html>
<html lang="${locale}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Docket</title></head>
<body style="background:#f2f5f6;color:#17212b;font:16px/1.5 system-ui,sans-serif;margin:0;padding:48px 16px">
<main style="background:#fff;border:1px solid #e3e7ea;border-radius:12px;margin:0 auto;max-width:480px;padding:24px">
<h1 style="font-size:20px;margin:0 0 16px">${isDone ? words.done : words.ask}</h1>
${isDone ? '' : `<form method="post"><button style="${button}">${words.action}</button></form>`}
</main>
</body>
</html>
`;
}
