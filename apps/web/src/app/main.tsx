import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles.js';
import { direction, language } from '../messages/index.js';
import { startWorker } from '../pwa/worker.js';
import { App } from './app.js';

document.documentElement.lang = language;
document.documentElement.dir = direction;
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
startWorker();
