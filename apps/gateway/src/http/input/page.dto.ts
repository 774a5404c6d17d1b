import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { Optional } from './checks.js';
import { IsText } from './text.js';

/** Which page of a list is wanted. */
export class PageQueryDto {
  /** How many entries a page has at most */
  @ApiProperty({ required: false, type: 'integer' })
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 20;

  /** From the `Link` header of the page before */
  @Optional()
  @IsText('cursor')
  cursor?: string;
}
