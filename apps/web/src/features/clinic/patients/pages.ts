export { CorrectionPage } from './correction-page.js';
export { DeathPage } from './death/death-page.js';
export { MergePage } from './merge/merge-page.js';
export { PatientsPage } from './patients-page.js';
export { RecordPage } from './record/record-page.js';
