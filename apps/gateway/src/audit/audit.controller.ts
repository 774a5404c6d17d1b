import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AuditService } from '#libs/audit';
import { type ActiveSession } from '#libs/auth';
import { Caller, Only, SignedIn } from '../http/access.js';
import { withNextLink } from '../http/page-link.js';
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

  /** Who saw or changed whose data, the newest first. */
  @Only('admin')
  @Get('audit')
  async list(
    @Query() query: AuditQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditEntryDto[]> {
    const page = await this.audit.list(toAuditFilter(query));
    return withNextLink(page, request, reply).map(toAuditEntryDto);
  }

  /** Who else saw or changed your data, the newest first. */
  @SignedIn()
  @Get('me/audit')
  async listOwn(
    @Query() query: OwnAuditQueryDto,
    @Caller() { userId }: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditEntryDto[]> {
    const page = await this.audit.list({ ...toAuditFilter(query), subjectId: userId });
    return withNextLink(page, request, reply).map(toAuditEntryDto);
  }
}
