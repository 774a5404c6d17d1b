import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Occasion, preview } from '#libs/notifications';
import { Only } from '../../http/access/access.js';
import { PreviewDto, PreviewQueryDto } from './template-preview.dto.js';

@ApiTags('Notifications')
@Controller('message-templates')
export class TemplatePreviewController {
  /** What a message looks like, about a visit that is made up. */
  @Only('admin')
  @ApiParam({ name: 'occasion', enum: Object.values(Occasion), example: 'confirmed' })
  @Get(':occasion')
  show(@Param('occasion') occasion: string, @Query() query: PreviewQueryDto): PreviewDto {
    const { subject, html, text, brief } = preview(occasion, query);
    return { subject, html, text, brief };
  }
}
