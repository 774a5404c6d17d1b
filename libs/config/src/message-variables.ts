import { hosts, mailbox, secret, serviceUrl, site, vapidKey, wholeNumber } from './validators.js';

/** What messages to people are sent with, and where their links lead to. */
export const messageVariables = {
  PUBLIC_URL: site({
    default: 'http://127.0.0.1:3000',
    desc: 'Where people reach the gateway: what links in messages begin with.',
    example: 'https://docket.clinic.example',
  }),
  SMTP_URL: serviceUrl(
    'smtp',
    'smtps',
  )({
    default: undefined,
    desc: 'Mail server. Left out, no mail is sent, not even links to reset a password.',
    example: 'smtp://docket:secret@mail.clinic.example:587',
  }),
  MAIL_FROM: mailbox({
    default: 'Docket <no-reply@localhost>',
    desc: 'The sender of mails.',
    example: 'Docket <no-reply@clinic.example>',
  }),
  SMS_URL: serviceUrl(
    'https',
    'http',
  )({
    default: undefined,
    desc: 'HTTP gateway for text messages, such as https://sms.example/messages: it takes `{to, text, reference}`. Left out, none are sent.',
  }),
  SMS_SECRET: secret({
    default: undefined,
    desc: 'What SMS_URL is called with, as bearer token, and signs its delivery reports with; 32 characters or more.',
  }),
  VAPID_PUBLIC_KEY: vapidKey(65)({
    default: undefined,
    desc: 'Public half of the key for Web Push. Left out, nothing is pushed.',
  }),
  VAPID_PRIVATE_KEY: vapidKey(32)({
    default: undefined,
    desc: 'Private half of the key for Web Push.',
  }),
  PUSH_SERVICES: hosts({
    default: [
      'fcm.googleapis.com',
      'updates.push.services.mozilla.com',
      '*.notify.windows.com',
      'web.push.apple.com',
    ],
    desc: 'Comma-separated hosts that browsers may have pushes sent to; nothing else is ever called for them.',
  }),
  DELIVERY_TIMEOUT_SECONDS: wholeNumber(
    1,
    60,
  )({ default: 10, desc: 'How long a provider of mail, text messages or pushes may take to answer.' }),
};
