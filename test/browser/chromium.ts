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

/** How long {@link launchChromium} may take when it has to install the browser first. */
export const launchMilliseconds = 300_000;

/** Chromium without a window, and without the requests that it makes for itself. */
export function launchChromium(): Promise<Browser> {
  if (!existsSync(executablePath)) installChromium();
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
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
