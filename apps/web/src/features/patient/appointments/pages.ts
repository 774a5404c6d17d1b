export { CancelPage } from './change/cancel-page.js';
export { FollowingPage } from './change/following/following-page.js';
export { MovePage } from './change/move-page.js';
export { VisitPage } from './visit-page.js';
