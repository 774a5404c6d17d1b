import { Body, Controller, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ActiveSession } from '#libs/auth';
import { VisitTypesService } from '#libs/doctors';
import { Caller, Only, Public } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { RetiredQueryDto } from '../retirement/retired-query.dto.js';
import { OfferedVisitTypesDto, toOffers } from './offered-visit-types.dto.js';
import {
  NewVisitTypeDto,
  toOffersDto,
  toVisitTypeDto,
  VisitTypeChangesDto,
  VisitTypeDto,
} from './visit-types.dto.js';
import { ExpectedVersion } from '../../http/versions/expected-version.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';

@ApiTags('Visit types')
@Controller()
export class VisitTypesController {
  constructor(private readonly visitTypes: VisitTypesService) {}

  /** Every visit type that has not retired. */
  @Public()
  @Get('visit-types')
  async list(@Query() { retired }: RetiredQueryDto): Promise<VisitTypeDto[]> {
    return (await this.visitTypes.list(retired)).map(toVisitTypeDto);
  }

  /** One visit type, also one that has retired. */
  @Public()
  @Tagged()
  @Get('visit-types/:id')
  async find(@Param('id', IdPipe) id: number): Promise<VisitTypeDto> {
    return toVisitTypeDto(await this.visitTypes.find(id));
  }

  /** Adds a visit type; what is left out gets its default. */
  @Only('admin')
  @Post('visit-types')
  async create(@Body() visitType: NewVisitTypeDto, @Caller() caller: ActiveSession): Promise<VisitTypeDto> {
    return toVisitTypeDto(await this.visitTypes.create(caller, visitType));
  }

  /** Changes what is given and leaves the rest; what is booked stays as it was booked. */
  @Only('admin')
  @Tagged()
  @Patch('visit-types/:id')
  async update(
    @Param('id', IdPipe) id: number,
    @Body() changes: VisitTypeChangesDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<VisitTypeDto> {
    return toVisitTypeDto(await this.visitTypes.update(caller, id, changes, version));
  }

  /**
   * What a doctor offers, with the duration and buffers that this doctor needs; the first is meant when a booking names
   * none. Visit types that have retired are left out.
   */
  @Public()
  @Tagged()
  @Get('doctors/:id/visit-types')
  async listOfDoctor(
    @Param('id', IdPipe) id: number,
    @Query() { retired }: RetiredQueryDto,
  ): Promise<VisitTypeDto[]> {
    return toOffersDto(await this.visitTypes.offersOf(id, retired));
  }

  /** Replaces what a doctor offers, and what is different for this doctor. What is booked stays as it was booked. */
  @Only('admin')
  @Tagged()
  @Put('doctors/:id/visit-types')
  async replaceOfDoctor(
    @Param('id', IdPipe) id: number,
    @Body() offered: OfferedVisitTypesDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<VisitTypeDto[]> {
    const { visitTypeIds } = offered;
    return toOffersDto(
      await this.visitTypes.replaceOfDoctor(caller, id, visitTypeIds, toOffers(offered), version),
    );
  }
}
