import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnyDoctorAvailabilityService } from '#libs/appointments';
import { Clock } from '#libs/common';
import { Public } from '../../http/access/access.js';
import {
  SharedAvailabilityDto,
  SharedAvailabilityQueryDto,
  toSharedAvailabilityDto,
  toSharedAvailabilityQuery,
} from './any-doctor.dto.js';

@ApiTags('Doctors')
@Controller('availability')
export class AnyDoctorController {
  constructor(
    private readonly availability: AnyDoctorAvailabilityService,
    private readonly clock: Clock,
  ) {}

  /**
   * When any doctor of a specialization is free, day by day. Of more than 100 doctors those are looked at who have the
   * fewest visits in these days.
   */
  @Public()
  @Get()
  async find(@Query() query: SharedAvailabilityQueryDto): Promise<SharedAvailabilityDto> {
    const wanted = toSharedAvailabilityQuery(query, this.clock.now());
    return toSharedAvailabilityDto(await this.availability.find(wanted));
  }
}
