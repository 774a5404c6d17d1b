import { MessagePattern, Payload } from '@nestjs/microservices';
import { CalendarService, DoctorSearchService } from '#libs/appointments';
import { Clock } from '#libs/common';
import {
  type AvailabilityDto,
  toAvailabilityDto,
  toAvailabilityQuery,
} from '../../booking/availability/availability.dto.js';
import { AvailabilityRequestDto } from '../../booking/appointments/appointment-requests.dto.js';
import { Public } from '../../http/access/access.js';
import { ServesRequests } from '../../rpc/serves-requests.js';
import { DoctorSearchDto, toDoctorQuery } from './doctor-search.dto.js';
import { type DoctorDto, toDoctorDto } from './doctors.dto.js';

/** Doctors and their free times for internal services. */
@ServesRequests()
export class DoctorsRpcController {
  constructor(
    private readonly searches: DoctorSearchService,
    private readonly calendars: CalendarService,
    private readonly clock: Clock,
  ) {}

  /** The same query as `GET /doctors`; `next` is the cursor of the next page. */
  @Public()
  @MessagePattern('doctors.search.v1')
  async search(@Payload() query: DoctorSearchDto): Promise<{ items: DoctorDto[]; next: string | null }> {
    const { items, next } = await this.searches.search(toDoctorQuery(query, this.clock.now()));
    return { items: items.map(toDoctorDto), next: next ?? null };
  }

  /** The same as `GET /doctors/:id/availability`. */
  @Public()
  @MessagePattern('doctors.availability.v1')
  async find(@Payload() { doctorId, ...query }: AvailabilityRequestDto): Promise<AvailabilityDto> {
    return toAvailabilityDto(
      await this.calendars.find(toAvailabilityQuery(doctorId, query, this.clock.now())),
    );
  }
}
