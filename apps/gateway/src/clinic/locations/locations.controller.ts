import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OutsideHoursService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { LocationsService } from '#libs/doctors';
import { AppointmentDto, toAppointmentDto } from '../../booking/appointments/appointment.dto.js';
import { Caller, Only, Public } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { RetiredQueryDto } from '../retirement/retired-query.dto.js';
import {
  ChangedLocationDto,
  LocationChangesDto,
  LocationDto,
  NewLocationDto,
  toChangedLocationDto,
  toLocationDto,
} from './locations.dto.js';
import { ExpectedVersion } from '../../http/versions/expected-version.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';

@ApiTags('Locations')
@Controller('locations')
export class LocationsController {
  constructor(
    private readonly locations: LocationsService,
    private readonly outside: OutsideHoursService,
  ) {}

  /** Every location that has not retired, in order of their names. */
  @Public()
  @Get()
  async list(@Query() { retired }: RetiredQueryDto): Promise<LocationDto[]> {
    return (await this.locations.list(retired)).map(toLocationDto);
  }

  /** One location, also when it has retired. */
  @Public()
  @Tagged()
  @Get(':id')
  async find(@Param('id', IdPipe) id: number): Promise<LocationDto> {
    return toLocationDto(await this.locations.find(id));
  }

  /** Adds a location. */
  @Only('admin')
  @Post()
  async create(@Body() location: NewLocationDto, @Caller() caller: ActiveSession): Promise<LocationDto> {
    return toLocationDto(await this.locations.create(caller, location));
  }

  /**
   * Changes what is given and leaves the rest. A new zone moves the schedules' local times, not what is booked, and the
   * answer lists the bookings that are outside hours then.
   */
  @Only('admin')
  @Tagged()
  @Patch(':id')
  async update(
    @Param('id', IdPipe) id: number,
    @Body() changes: LocationChangesDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<ChangedLocationDto> {
    const location = await this.locations.update(caller, id, changes, version);
    const isMoved = changes.timeZone !== undefined;
    return toChangedLocationDto(location, isMoved ? await this.outside.ofLocation(caller, id) : undefined);
  }

  /** The bookings here that the hours do not cover: staff move or cancel them. In order of time. */
  @Only('staff', 'admin')
  @Get(':id/appointments/outside-hours')
  async outsideHours(
    @Param('id', IdPipe) id: number,
    @Caller() caller: ActiveSession,
  ): Promise<AppointmentDto[]> {
    return (await this.outside.ofLocation(caller, id)).map(toAppointmentDto);
  }
}
