import { hosts, mailbox, rate, secret, serviceUrl, site, vapidKey, wholeNumber } from './validators.js';

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
  BUDGET_MAILS_PER_ADDRESS: rate({
    default: { quota: 30, seconds: 3600 },
    desc: 'Mails about visits that one address gets at most, a number of times and of seconds, and as many reminders. What is more is collected and told in one mail.',
  }),
  BUDGET_MAILS_PER_ACCOUNT: rate({
    default: { quota: 30, seconds: 3600 },
    desc: 'The same of one account, whatever addresses it has had.',
  }),
  BUDGET_SMS_PER_NUMBER: rate({
    default: { quota: 10, seconds: 3600 },
    desc: 'Text messages about visits that one number gets at most, whoever has named it, and as many reminders. What is more is collected and told in one message.',
  }),
  BUDGET_SMS_PER_ACCOUNT: rate({
    default: { quota: 10, seconds: 3600 },
    desc: 'The same of one account, whatever numbers it has had.',
  }),
  BUDGET_LINKS: rate({
    default: { quota: 3, seconds: 3600 },
    desc: 'Mails with links of one kind, such as to reset a password, that one address and one account get at most while these links work. No answer tells whether one was sent.',
  }),
  DELIVERY_TIMEOUT_SECONDS: wholeNumber(
    1,
    60,
  )({ default: 10, desc: 'How long a provider of mail, text messages or pushes may take to answer.' }),
};
