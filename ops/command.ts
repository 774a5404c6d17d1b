import { existsSync } from 'node:fs';

/** The answer to a call that the command does not understand. */
export class UsageError extends Error {}

/** Runs a command for an operator: what goes wrong is one line, and the exit code says so. */
export function runCommand(usage: string, work: (args: readonly string[]) => Promise<void>): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
  work(process.argv.slice(2)).catch((error: unknown) => {
    const isUsage =
      error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    const message = error instanceof Error ? error.message : String(error);
    console.error(isUsage === true ? `${message}\n\n${usage}` : message);
    process.exitCode = 1;
  });
}
