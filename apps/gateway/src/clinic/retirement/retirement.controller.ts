import { Body, Controller, Delete, Get, HttpCode, Injectable, Param, Post, Put, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { RetirementCancellationService, RetirementService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { type RetirementSubject } from '#libs/doctors';
import { Caller, Only } from '../../http/access/access.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { ExpectedVersion } from '../../http/versions/expected-version.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';
import {
  CancellationsDto,
  NewCancellationsDto,
  NewRetirementDto,
  RetirementDto,
  RetirementQueryDto,
  toCancellationsDto,
  toRetirement,
  toRetirementDto,
} from './retirement.dto.js';

/**
 * The routes by which a resource retires: the same for each kind, which a controller of its own names. It is injectable
 * so that the controllers know what their common constructor asks for.
 */
@Injectable()
abstract class RetirementRoutes {
  protected abstract readonly kind: RetirementSubject['kind'];

  constructor(
    private readonly retirements: RetirementService,
    private readonly cancellations: RetirementCancellationService,
  ) {}

  /**
   * From when on it cannot be booked any more, and what that means for visits; of another date, what it would mean.
   * Staff see the visits at their locations.
   */
  @Only('staff', 'admin')
  @Tagged()
  @Get()
  async find(
    @Param('id', IdPipe) id: number,
    @Query() { on }: RetirementQueryDto,
    @Caller() caller: ActiveSession,
  ): Promise<RetirementDto> {
    return toRetirementDto(await this.retirements.find(caller, this.subject(id), on));
  }

  /**
   * Retires it on a date: it is neither found nor booked from then on. The visits on that date and later stay until
   * they are moved or cancelled. What was stays readable.
   */
  @Only('admin')
  @ApiConflictResponse({
    description: 'The date has come, and there are visits on it or later (`retirement.has_visits`)',
    type: ProblemDto,
  })
  @Tagged()
  @Put()
  async retire(
    @Param('id', IdPipe) id: number,
    @Body() retirement: NewRetirementDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<RetirementDto> {
    return toRetirementDto(
      await this.retirements.retire(caller, this.subject(id), toRetirement(retirement), version),
    );
  }

  /** Brings it back: bookings are taken again. */
  @Only('admin')
  @HttpCode(204)
  @Delete()
  async bringBack(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<void> {
    await this.retirements.bringBack(caller, this.subject(id));
  }

  /** Calls off visits on the date and later, each by the rules of a single one, and tells what stays and why. */
  @Only('staff', 'admin')
  @HttpCode(200)
  @Post('cancellations')
  async cancel(
    @Param('id', IdPipe) id: number,
    @Body() request: NewCancellationsDto,
    @Caller() caller: ActiveSession,
  ): Promise<CancellationsDto> {
    return toCancellationsDto(await this.cancellations.cancel(caller, this.subject(id), request));
  }

  private subject(id: number): RetirementSubject {
    return { kind: this.kind, id };
  }
}

@ApiTags('Doctors')
@Controller('doctors/:id/retirement')
export class DoctorRetirementController extends RetirementRoutes {
  protected readonly kind = 'doctor';
}

@ApiTags('Locations')
@Controller('locations/:id/retirement')
export class LocationRetirementController extends RetirementRoutes {
  protected readonly kind = 'location';
}

@ApiTags('Visit types')
@Controller('visit-types/:id/retirement')
export class VisitTypeRetirementController extends RetirementRoutes {
  protected readonly kind = 'visit_type';
}
