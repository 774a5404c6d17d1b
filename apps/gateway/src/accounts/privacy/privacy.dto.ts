import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { Optional } from '../../http/input/checks.js';
import { IsText } from '../../http/input/text.js';
import { type PersonalRecord } from './privacy.service.js';

export class ErasureDto {
  /**
   * Your password, so that an open session alone is not enough for it
   * @example "correct horse battery staple"
   */
  @IsText('password')
  password!: string;

  /**
   * Whether visits to come are cancelled with it, whatever their cutoff, and holds let go; without it they are in the way
   * @example true
   */
  @Optional()
  @IsBoolean()
  cancelVisits?: boolean;
}

const list = { type: 'array', items: { type: 'object', additionalProperties: true } } as const;

export class PersonalRecordDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { id: 1, username: 'ada', email: 'ada@clinic.example', role: 'patient' },
  })
  account!: object;

  @ApiProperty({ ...list, description: 'Where you were signed in' })
  sessions!: object[];

  @ApiProperty({ ...list, description: 'Links that were sent to you by mail' })
  links!: object[];

  @ApiProperty({ ...list, description: 'Your visits, each with its history' })
  appointments!: object[];

  @ApiProperty({ ...list, description: 'What you waited for, and what you were offered' })
  waitlist!: object[];

  @ApiProperty({ ...list, description: 'What was sent to you' })
  notifications!: object[];

  @ApiProperty({ ...list, description: 'Your dependants, former ones too' })
  dependants!: object[];

  @ApiProperty({ ...list, description: 'Your guardians, former ones too' })
  guardians!: object[];

  @ApiProperty({ ...list, description: 'What was planned to be sent to you, and what became of it' })
  deliveries!: object[];

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    description: 'What you want to be told; null if you never chose',
  })
  preferences!: object | null;

  @ApiProperty({ ...list, description: 'Browsers that take messages for you' })
  browsers!: object[];

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    description: 'Since when your visits can be read as a calendar; null while they cannot',
  })
  calendarFeed!: object | null;

  @ApiProperty({ ...list, description: 'Which other users saw or changed your data' })
  audit!: object[];
}

export const toPersonalRecordDto = (record: PersonalRecord): PersonalRecordDto => ({
  account: record.account,
  sessions: record.sessions,
  links: record.links,
  appointments: record.appointments,
  waitlist: record.waitlist,
  notifications: record.notifications,
  dependants: record.dependants,
  guardians: record.guardians,
  deliveries: record.deliveries,
  preferences: record.preferences,
  browsers: record.browsers,
  calendarFeed: record.calendarFeed,
  audit: record.audit,
});
