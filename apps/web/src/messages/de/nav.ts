import { type nav as model } from '../en/nav.js';

export const nav: typeof model = {
  main: 'Hauptnavigation',
  search: 'Arztsuche',
  appointments: 'Meine Termine',
  today: 'Heute',
  week: 'Woche',
  availability: 'Sprechzeiten',
  timeOff: 'Abwesenheit',
  board: 'Tagesplan',
  patients: 'Akten',
  waitlist: 'Warteliste',
  reports: 'Berichte',
  admin: 'Verwaltung',
  account: 'Konto',
  inbox: 'Nachrichten',
  menu: (username) => `Kontomenü von ${username}`,
  signIn: 'Anmelden',
  signOut: 'Abmelden',
  language: 'Sprache',
};
