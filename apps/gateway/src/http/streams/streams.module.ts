import { Module } from '@nestjs/common';
import { EventStreams } from './event-streams.service.js';
import { StreamPlaces } from './stream-places.service.js';

/** Server-sent events: how they stay open, and how many of them may. */
@Module({ providers: [EventStreams, StreamPlaces], exports: [EventStreams, StreamPlaces] })
export class StreamsModule {}
