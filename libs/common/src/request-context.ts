import { AsyncLocalStorage } from 'node:async_hooks';

/** What travels with one request or message through every call that it causes. */
export interface RequestContext {
  readonly requestId: string;
  /** W3C Trace Context, for what is sent on */
  readonly traceparent: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` so that everything it calls, logs and publishes carries `context`. */
export const runInContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

/** The request or message that is being handled, if any. */
export const currentContext = (): RequestContext | undefined => storage.getStore();
