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

  /**
   * Writes the line that logging `message` with a context would, without the way there: for what every request has.
   *
   * @param message as JSON
   * @param context and `requestId` of characters that JSON takes as they are
   */
  event(context: string, message: string, requestId: string): void {
    if (!this.isLevelEnabled('log')) return;
    // eslint-disable-next-line no-restricted-syntax -- as Nest's own lines have it
    const head = `{"level":"log","pid":${process.pid},"timestamp":${Date.now()}`;
    later(`${head},"message":${message},"context":"${context}","requestId":"${requestId}"}\n`);
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
