import { Body, Controller, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { VisitTypesService } from '#libs/doctors';
import { Only, Public } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import {
  NewVisitTypeDto,
  OfferedVisitTypesDto,
  toOffers,
  toVisitTypeDto,
  VisitTypeChangesDto,
  VisitTypeDto,
} from './visit-types.dto.js';

@ApiTags('Visit types')
@Controller()
export class VisitTypesController {
  constructor(private readonly visitTypes: VisitTypesService) {}

  /** Every visit type. */
  @Public()
  @Get('visit-types')
  async list(): Promise<VisitTypeDto[]> {
    return (await this.visitTypes.list()).map(toVisitTypeDto);
  }

  /** Adds a visit type; what is left out gets its default. */
  @Only('admin')
  @Post('visit-types')
  async create(@Body() visitType: NewVisitTypeDto): Promise<VisitTypeDto> {
    return toVisitTypeDto(await this.visitTypes.create(visitType));
  }

  /** Changes what is given and leaves the rest; what is booked stays as it was booked. */
  @Only('admin')
  @Patch('visit-types/:id')
  async update(@Param('id', IdPipe) id: number, @Body() changes: VisitTypeChangesDto): Promise<VisitTypeDto> {
    return toVisitTypeDto(await this.visitTypes.update(id, changes));
  }

  /**
   * What a doctor offers, with the duration and buffers that this doctor needs; the first is meant when a booking names
   * none.
   */
  @Public()
  @Get('doctors/:id/visit-types')
  async listOfDoctor(@Param('id', IdPipe) id: number): Promise<VisitTypeDto[]> {
    return (await this.visitTypes.listOfDoctor(id)).map(toVisitTypeDto);
  }

  /** Replaces what a doctor offers, and what is different for this doctor. What is booked stays as it was booked. */
  @Only('admin')
  @Put('doctors/:id/visit-types')
  async replaceOfDoctor(
    @Param('id', IdPipe) id: number,
    @Body() offered: OfferedVisitTypesDto,
  ): Promise<VisitTypeDto[]> {
    const { visitTypeIds } = offered;
    return (await this.visitTypes.replaceOfDoctor(id, visitTypeIds, toOffers(offered))).map(toVisitTypeDto);
  }
}
