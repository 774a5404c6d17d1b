import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type Locale, locales } from '#libs/notifications';
import { IsZone, Optional } from '../../http/input/checks.js';

export class PreviewQueryDto {
  /** @example "ar" */
  @ApiProperty({ required: false, enum: locales, example: 'ar' })
  @Optional()
  @IsIn(locales)
  locale: Locale = 'en';

  /** Who reads it */
  @ApiProperty({ required: false, enum: ['patient', 'doctor'] })
  @Optional()
  @IsIn(['patient', 'doctor'])
  audience: 'patient' | 'doctor' = 'patient';

  /** What kind of visit it is about */
  @ApiProperty({ required: false, enum: ['in_person', 'video'] })
  @Optional()
  @IsIn(['in_person', 'video'])
  mode: 'in_person' | 'video' = 'in_person';

  /**
   * Zone of the reader
   * @example "America/New_York"
   */
  @Optional()
  @IsZone()
  timeZone?: string;
}

export class PreviewDto {
  /** @example "Appointment confirmed" */
  subject!: string;
  /** @example "<!doctype html>…" */
  html!: string;
  /** @example "Appointment confirmed…" */
  text!: string;
  /**
   * What an inbox, a phone or a push shows
   * @example "Tuesday, 1 December 2026 at 10:00 CET, Dr. Ada Lovelace, City Clinic."
   */
  brief!: string;
}
