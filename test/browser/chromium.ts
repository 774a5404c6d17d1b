import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** The browser that Debian packages: Playwright's own would have to be downloaded from elsewhere. */
function installChromium(): void {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error(
      `Browser tests need ${executablePath}: on Debian, run \`apt-get install chromium\` as root.`,
    );
  }
  const options = { stdio: 'pipe', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  execFileSync('apt-get', ['update', '-qq'], options);
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
}

/** A later switch replaces an earlier one, so that what Playwright turns off for pages to behave is here as well. */
const featuresOff = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'OptimizationHints',
  'PaintHolding',
  // A page of its own in every window, for an address bar that is never shown
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
];

/** How long {@link launchChromium} may take when it has to install the browser first. */
export const launchMilliseconds = 300_000;

/** Chromium without a window, and without what it does for itself: requests, and drawing tabs and bars. */
export function launchChromium(): Promise<Browser> {
  if (!existsSync(executablePath)) installChromium();
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--kiosk',
      `--disable-features=${featuresOff.join(',')}`,
      '--no-sandbox',
      '--disable-gpu',
      // Containers give shared memory of a few megabytes.
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
