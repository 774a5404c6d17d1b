export { CancelPage } from './cancel-page.js';
export { MovePage } from './move-page.js';
export { VisitPage } from './visit-page.js';
