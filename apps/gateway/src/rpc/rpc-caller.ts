import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type RmqContext } from '@nestjs/microservices';
import { type ServiceAccount } from '#libs/auth';

const callers = new WeakMap<RmqContext, ServiceAccount>();

/** Notes for which service a message is handled. */
export const rememberCaller = (message: RmqContext, caller: ServiceAccount): void => {
  callers.set(message, caller);
};

/** The service that signed a message, if any did. */
export const callerOf = (context: ExecutionContext): ServiceAccount | undefined =>
  callers.get(context.switchToRpc().getContext<RmqContext>());

/** The service that asks. */
export const CallingService = createParamDecorator(
  (_: unknown, context: ExecutionContext): ServiceAccount => {
    const caller = callerOf(context);
    if (caller === undefined) throw new Error('A public pattern asks which service it serves.');
    return caller;
  },
);
