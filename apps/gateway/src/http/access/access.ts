import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { type ActiveSession, type Role } from '#libs/auth';

/** Who may use a route: every caller, every signed-in caller, or certain roles. */
export type Access = 'public' | 'signed_in' | readonly Role[];

export const accessKey = 'docket:access';

/** Every caller may use the route. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(accessKey, 'public' satisfies Access), ApiExtension('x-access', 'public'));

/** Every signed-in caller may use the route; the service decides what each of them sees. */
export const SignedIn = (): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(accessKey, 'signed_in' satisfies Access),
    ApiBearerAuth(),
    ApiExtension('x-access', 'signed_in'),
  );

export const ownAccountKey = 'docket:own-account';

/** As {@link SignedIn}, for one's own account: what a second factor is set up with cannot ask for one. */
export const OwnAccount = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ownAccountKey, true), SignedIn());

/** These roles alone may use the route. */
export const Only = (...roles: Role[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(accessKey, roles satisfies Access),
    ApiBearerAuth(),
    ApiExtension('x-access', roles),
  );

/** The caller's session. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): ActiveSession => {
  const request = context.switchToHttp().getRequest<FastifyRequest & { user?: ActiveSession }>();
  if (request.user === undefined) throw new Error('A public route asks who is signed in.');
  return request.user;
});
