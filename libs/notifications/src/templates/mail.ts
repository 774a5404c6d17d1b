import { type Fact, type Notice } from './notice.js';
import { wordsOf } from './words.js';

/** A message as a mail. */
export interface Mail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Names come from people: in HTML they are text and nothing else. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** What people write in several lines, such as an address. */
const escapedLines = (text: string): string => escaped(text).replaceAll('\n', '<br>');

const ink = '#17212b';
const faint = '#56616d';
const brand = '#0b6e6e';
const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,'Noto Sans Arabic',sans-serif";

// A name in Latin letters keeps its order inside Arabic text, and the other way round.
const factRow = ({ label, value, hint }: Fact): string => `
<tr><td style="padding:12px 0;border-top:1px solid #e3e7ea">
<div style="color:${faint};font-size:14px"><bdi>${escaped(label)}</bdi></div>
<div style="color:${ink};font-size:17px;font-weight:600"><bdi>${escaped(value)}</bdi></div>
${hint === undefined ? '' : `<div style="color:${faint};font-size:14px"><bdi>${escapedLines(hint)}</bdi></div>`}
</td></tr>`;

const button = ({ label, url }: NonNullable<Notice['action']>): string => `
<p style="margin:24px 0 8px"><a href="${escaped(url)}" style="background:${brand};border-radius:8px;color:#ffffff;display:inline-block;font-weight:600;padding:12px 20px;text-decoration:none">${escaped(label)}</a></p>`;

/** Only mails that can be stopped say why they come: an invited person has no account yet. */
function footer({ locale, unsubscribeUrl }: Notice): string {
  if (unsubscribeUrl === undefined) return '';
  const { why, unsubscribe } = wordsOf(locale);
  const link = `<a href="${escaped(unsubscribeUrl)}" style="color:${faint}">${escaped(unsubscribe)}</a>`;
  return `<p style="color:${faint};font-size:13px;margin:24px 4px">${escaped(why)}<br>${link}</p>`;
}

function toHtml(notice: Notice): string {
  const { locale, title, lead, facts, note, action } = notice;
  const { direction } = wordsOf(locale);
  const table =
    facts.length === 0
      ? ''
      : `<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${facts.map(factRow).join('')}</table>`;
  return `<!doctype html>
<html lang="${locale}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escaped(title)}</title></head>
<body dir="${direction}" style="background:#f2f5f6;margin:0;padding:24px 12px;${font};line-height:1.5;color:${ink}">
<div style="margin:0 auto;max-width:560px">
<p style="color:${brand};font-size:18px;font-weight:700;margin:0 4px 12px">Docket</p>
<div style="background:#ffffff;border:1px solid #e3e7ea;border-radius:12px;padding:24px">
<h1 style="font-size:22px;line-height:1.3;margin:0 0 8px">${escaped(title)}</h1>
<p style="font-size:16px;margin:0 0 16px">${escaped(lead)}</p>
${table}
${note === undefined ? '' : `<p style="color:${faint};font-size:15px;margin:16px 0 0">${escaped(note)}</p>`}
${action === undefined ? '' : button(action)}
</div>
${footer(notice)}
</div>
</body>
</html>
`;
}

function toText({ locale, title, lead, facts, note, action, unsubscribeUrl }: Notice): string {
  const { why, unsubscribe } = wordsOf(locale);
  const lines = facts.map(
    ({ label, value, hint }) =>
      `${label}: ${value}${hint === undefined ? '' : `\n${hint}`.replaceAll('\n', '\n  ')}`,
  );
  return [
    title,
    lead,
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    ...(note === undefined ? [] : [note]),
    ...(action === undefined ? [] : [`${action.label}:\n${action.url}`]),
    ...(unsubscribeUrl === undefined ? [] : [`-- \n${why}\n${unsubscribe}:\n${unsubscribeUrl}`]),
  ].join('\n\n');
}

/** HTML and text of one message, which say the same. */
export const toMail = (notice: Notice): Mail => ({
  subject: notice.title,
  html: toHtml(notice),
  text: toText(notice),
});
