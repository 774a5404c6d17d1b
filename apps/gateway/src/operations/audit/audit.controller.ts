import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AuditService } from '#libs/audit';
import { type ActiveSession } from '#libs/auth';
import { Caller, Only, SignedIn } from '../../http/access/access.js';
import { withNextLink } from '../../http/answers/page-link.js';
import {
  AuditEntryDto,
  AuditQueryDto,
  OwnAuditQueryDto,
  toAuditEntryDto,
  toAuditFilter,
} from './audit.dto.js';

@ApiTags('Audit')
@Controller()
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  /** Which users saw or changed data of which people, the newest first. */
  @Only('admin')
  @Get('audit')
  async list(
    @Query() query: AuditQueryDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditEntryDto[]> {
    const page = await this.audit.list(caller, toAuditFilter(query));
    return withNextLink(page, request, reply).map(toAuditEntryDto);
  }

  /** Which other users saw or changed your data, the newest first. */
  @SignedIn()
  @Get('me/audit')
  async listOwn(
    @Query() query: OwnAuditQueryDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditEntryDto[]> {
    const page = await this.audit.list(caller, { ...toAuditFilter(query), subjectId: caller.userId });
    return withNextLink(page, request, reply).map(toAuditEntryDto);
  }
}
