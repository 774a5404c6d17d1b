import { Body, Controller, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { DoctorSearchService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Clock } from '#libs/common';
import { DoctorsService } from '#libs/doctors';
import { Caller, Only, Public } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { withNextLink } from '../../http/answers/page-link.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { DoctorSearchDto, toDoctorQuery } from './doctor-search.dto.js';
import { DoctorChangesDto, DoctorDto, NewDoctorDto, toDoctorDto } from './doctors.dto.js';
import { ExpectedVersion } from '../../http/versions/expected-version.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';

@ApiTags('Doctors')
@Controller()
export class DoctorsController {
  constructor(
    private readonly doctors: DoctorsService,
    private readonly searches: DoctorSearchService,
    private readonly clock: Clock,
  ) {}

  /** Finds doctors who have not retired, also by when they are free. The next page is in the `Link` header. */
  @Public()
  @Get('doctors')
  async search(
    @Query() query: DoctorSearchDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DoctorDto[]> {
    const page = await this.searches.search(toDoctorQuery(query, this.clock.now()));
    return withNextLink(page, request, reply).map(toDoctorDto);
  }

  /** One doctor, also when the doctor has retired. */
  @Public()
  @Tagged()
  @Get('doctors/:id')
  async find(@Param('id', IdPipe) id: number): Promise<DoctorDto> {
    return toDoctorDto(await this.doctors.find(id));
  }

  /** Every specialization of a doctor who has not retired. */
  @Public()
  @Get('specializations')
  specializations(): Promise<string[]> {
    return this.doctors.specializations();
  }

  /** Adds a doctor. */
  @Only('admin')
  @Post('doctors')
  @ApiConflictResponse({
    description: 'The account belongs to another doctor (`doctor.user_taken`)',
    type: ProblemDto,
  })
  async create(@Body() doctor: NewDoctorDto, @Caller() caller: ActiveSession): Promise<DoctorDto> {
    return toDoctorDto(await this.doctors.create(caller, doctor));
  }

  /** Changes what is given and leaves the rest. */
  @Only('admin')
  @Tagged()
  @Patch('doctors/:id')
  @ApiConflictResponse({
    description: 'The account belongs to another doctor (`doctor.user_taken`)',
    type: ProblemDto,
  })
  async update(
    @Param('id', IdPipe) id: number,
    @Body() changes: DoctorChangesDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<DoctorDto> {
    return toDoctorDto(await this.doctors.update(caller, id, changes, version));
  }
}
