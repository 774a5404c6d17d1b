import { applyDecorators, Controller, UseFilters, UseInterceptors, UsePipes } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { dtoPipe, ReadableInputPipe } from '../http/input/input.pipes.js';
import { RpcAccessInterceptor } from './rpc-access.interceptor.js';
import { RpcAckInterceptor } from './rpc-ack.interceptor.js';
import { RpcAuditInterceptor } from './rpc-audit.interceptor.js';
import { RpcContextInterceptor } from './rpc-context.interceptor.js';
import { RpcDeadlineInterceptor } from './rpc-deadline.interceptor.js';
import { RpcErrorFilter } from './rpc-error.filter.js';

/** A controller of requests over the queue `<namespace>.rpc`. A pattern that is not `@Public` is for services that are allowed it. */
export const ServesRequests = (): ClassDecorator =>
  applyDecorators(
    Controller(),
    // They belong to docs/asyncapi.yaml.
    ApiExcludeController(),
    UseInterceptors(
      RpcAckInterceptor,
      RpcContextInterceptor,
      RpcDeadlineInterceptor,
      RpcAccessInterceptor,
      RpcAuditInterceptor,
    ),
    UseFilters(RpcErrorFilter),
    UsePipes(ReadableInputPipe, dtoPipe()),
  );
