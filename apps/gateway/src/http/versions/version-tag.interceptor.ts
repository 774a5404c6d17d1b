import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

const versions = new WeakMap<object, number>();

/** Gives a version to an answer that has no room for one, such as a list that is changed as a whole. */
export function withVersion<Answer extends object>(answer: Answer, version: number): Answer {
  versions.set(answer, version);
  return answer;
}

@Injectable()
class VersionTag implements NestInterceptor<{ version: number }> {
  intercept(
    context: ExecutionContext,
    next: CallHandler<{ version: number }>,
  ): Observable<{ version: number }> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        reply.header('etag', `"${versions.get(answer) ?? answer.version}"`);
        return answer;
      }),
    );
  }
}

/** Names the version of what is answered as its `ETag` (RFC 9110, 8.8.3); `openapi-versions.ts` documents it. */
export const Tagged = (): MethodDecorator & ClassDecorator =>
  applyDecorators(UseInterceptors(VersionTag), ApiExtension('x-tagged', true));
