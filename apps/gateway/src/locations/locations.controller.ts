import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppointmentsService } from '#libs/appointments';
import { type ActiveSession, assertWorksAt } from '#libs/auth';
import { LocationsService } from '#libs/doctors';
import { AppointmentDto, toAppointmentDto } from '../appointments/appointments.dto.js';
import { Caller, Only, Public } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import { LocationChangesDto, LocationDto, NewLocationDto, toLocationDto } from './locations.dto.js';

@ApiTags('Locations')
@Controller('locations')
export class LocationsController {
  constructor(
    private readonly locations: LocationsService,
    private readonly appointments: AppointmentsService,
  ) {}

  /** Every location, in order of their names. */
  @Public()
  @Get()
  async list(): Promise<LocationDto[]> {
    return (await this.locations.list()).map(toLocationDto);
  }

  /** One location. */
  @Public()
  @Get(':id')
  async find(@Param('id', IdPipe) id: number): Promise<LocationDto> {
    return toLocationDto(await this.locations.find(id));
  }

  /** Adds a location. */
  @Only('admin')
  @Post()
  async create(@Body() location: NewLocationDto): Promise<LocationDto> {
    return toLocationDto(await this.locations.create(location));
  }

  /** Changes what is given and leaves the rest. A new zone moves the schedules' local times, not what is booked. */
  @Only('admin')
  @Patch(':id')
  async update(@Param('id', IdPipe) id: number, @Body() changes: LocationChangesDto): Promise<LocationDto> {
    return toLocationDto(await this.locations.update(id, changes));
  }

  /** The bookings here that the hours do not cover: to be moved or cancelled by somebody. In order of time. */
  @Only('staff', 'admin')
  @Get(':id/appointments/outside-hours')
  async outsideHours(
    @Param('id', IdPipe) id: number,
    @Caller() caller: ActiveSession,
  ): Promise<AppointmentDto[]> {
    await this.locations.find(id);
    assertWorksAt(caller, id);
    return (await this.appointments.outsideHours({ locationId: id }, caller)).map(toAppointmentDto);
  }
}
