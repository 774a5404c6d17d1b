import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { currentContext } from './request-context.js';

const levels: readonly LogLevel[] = ['error', 'warn', 'log', 'debug', 'verbose'];

let lines = '';

function writeLines(): void {
  const due = lines;
  lines = '';
  if (due !== '') process.stdout.write(due);
}

process.once('exit', writeLines);

function later(line: string): void {
  if (lines === '') setImmediate(writeLines);
  lines += line;
}

/**
 * One JSON object a line, with the request id of whatever is being handled.
 * Callers log events and ids, never names, addresses, tokens or free text of a person.
 */
export class JsonLogger extends ConsoleLogger {
  /** @param least the least important level that is still written */
  constructor(least: string) {
    super({ json: true, colors: false, logLevels: levels.slice(0, levels.indexOf(least as LogLevel) + 1) });
  }

  /** Writing takes as long for one line as for many, so those of one turn of the event loop go out together. */
  protected override printAsJson(...[message, options]: Parameters<ConsoleLogger['printAsJson']>): void {
    const line = this.toLine(this.getJsonLogObject(message, options));
    if (options.writeStreamType === 'stderr') process.stderr.write(`${line}\n`);
    else later(`${line}\n`);
  }

  /** What JSON can say as it is, nearly all there is to log, need not go through Nest's long way. */
  private toLine(logObject: ReturnType<ConsoleLogger['getJsonLogObject']>): string {
    try {
      return JSON.stringify(logObject);
    } catch {
      return this.stringifyJsonLogObject(logObject);
    }
  }

  protected override getJsonLogObject(
    message: unknown,
    options: Parameters<ConsoleLogger['getJsonLogObject']>[1],
  ): ReturnType<ConsoleLogger['getJsonLogObject']> {
    const line = super.getJsonLogObject(message, options);
    const requestId = currentContext()?.requestId;
    return requestId === undefined ? line : { ...line, requestId };
  }
}
