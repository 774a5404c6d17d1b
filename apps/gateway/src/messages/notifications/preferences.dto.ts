import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  type Choice,
  type ChosenOccasion,
  chosenOccasions,
  type Locale,
  locales,
  type KeptPreferences,
  type PreferencesChange,
  quietHoursHalf,
  reminderBounds,
} from '#libs/notifications';
import { IsLocalTime, IsPhone, IsZone, Optional } from '../../http/input/checks.js';
import { IsText } from '../../http/input/text.js';

const { least, most, count } = reminderBounds;

export class ChannelChoiceDto {
  /**
   * What you want to hear of
   * @example ["moved", "cancelled", "reminder"]
   */
  @ApiProperty({ enum: chosenOccasions, isArray: true, maxItems: chosenOccasions.length })
  @IsArray()
  @ArrayMaxSize(chosenOccasions.length)
  @ArrayUnique()
  @IsIn(chosenOccasions, { each: true })
  occasions!: ChosenOccasion[];

  /**
   * How long before a visit to be reminded of it, in minutes; "a day" is 24 hours, also when clocks change
   * @example [10080, 1440]
   */
  @ApiProperty({ type: 'array', items: { type: 'number', minimum: least, maximum: most }, maxItems: count })
  @IsArray()
  @ArrayMaxSize(count)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(least, { each: true })
  @Max(most, { each: true })
  reminderMinutes!: number[];
}

export class PreferencesChangeDto {
  /** @example "de" */
  @Optional()
  @IsIn(locales)
  locale?: Locale;

  /**
   * Where you live: the times of video visits are shown in it
   * @example "Europe/Berlin"
   */
  @IsOptional()
  @IsZone()
  timeZone?: string | null;

  /**
   * For text messages: with the country code, or as it is dialled where you work or live
   * @example "+4930123456"
   */
  @IsOptional()
  @IsText('phone')
  @IsPhone()
  phone?: string | null;

  /**
   * From when your phone stays silent, by your local time
   * @example "22:00"
   */
  @IsOptional()
  @IsLocalTime()
  quietFrom?: string | null;

  /**
   * Until when; may lie on the next day
   * @example "07:00"
   */
  @IsOptional()
  @IsLocalTime()
  quietTo?: string | null;

  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => ChannelChoiceDto)
  inApp?: ChannelChoiceDto;

  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => ChannelChoiceDto)
  email?: ChannelChoiceDto;

  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => ChannelChoiceDto)
  sms?: ChannelChoiceDto;

  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => ChannelChoiceDto)
  push?: ChannelChoiceDto;
}

export class PreferencesDto {
  /** @example "de" */
  @ApiProperty({ enum: locales })
  locale!: Locale;
  /** @example "Europe/Berlin" */
  timeZone!: string | null;
  /** @example "+4930123456" */
  phone!: string | null;
  /** @example "22:00" */
  quietFrom!: string | null;
  /** @example "07:00" */
  quietTo!: string | null;
  inApp!: ChannelChoiceDto;
  email!: ChannelChoiceDto;
  sms!: ChannelChoiceDto;
  push!: ChannelChoiceDto;
  /**
   * Rises with every change, and is 0 before the first one; also the ETag
   * @example 1
   */
  version!: number;
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const two = (value: number): string => String(value).padStart(2, '0');
const timeOf = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

const toChoiceDto = ({ occasions, reminderMinutes }: Choice): ChannelChoiceDto => ({
  occasions: [...occasions],
  reminderMinutes: [...reminderMinutes],
});

export const toPreferencesDto = ({ quiet, choices, ...rest }: KeptPreferences): PreferencesDto => ({
  locale: rest.locale,
  timeZone: rest.timeZone,
  phone: rest.phone,
  quietFrom: quiet === null ? null : timeOf(quiet.from),
  quietTo: quiet === null ? null : timeOf(quiet.to),
  inApp: toChoiceDto(choices.in_app),
  email: toChoiceDto(choices.email),
  sms: toChoiceDto(choices.sms),
  push: toChoiceDto(choices.push),
  version: rest.version,
});

/** @throws AppError `request.invalid` when only one end of the quiet hours is named */
function quietOf({ quietFrom, quietTo }: PreferencesChangeDto): Pick<PreferencesChange, 'quiet'> {
  if ((quietFrom === undefined) !== (quietTo === undefined) || (quietFrom === null) !== (quietTo === null))
    throw quietHoursHalf();
  if (quietFrom === undefined || quietTo === undefined) return {};
  const isNone = quietFrom === null || quietTo === null;
  return { quiet: isNone ? null : { from: minuteOf(quietFrom), to: minuteOf(quietTo) } };
}

export function toPreferencesChange(dto: PreferencesChangeDto): PreferencesChange {
  const { locale, timeZone, phone, inApp, email, sms, push } = dto;
  return {
    ...(locale !== undefined && { locale }),
    ...(timeZone !== undefined && { timeZone }),
    ...(phone !== undefined && { phone }),
    ...quietOf(dto),
    choices: {
      ...(inApp !== undefined && { in_app: inApp }),
      ...(email !== undefined && { email }),
      ...(sms !== undefined && { sms }),
      ...(push !== undefined && { push }),
    },
  };
}
