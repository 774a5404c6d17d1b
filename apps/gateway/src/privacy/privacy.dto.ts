import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { type PersonalRecord } from './privacy.repository.js';

export class ErasureDto {
  /**
   * Your password, so that nobody else can do this to you
   * @example "correct horse battery staple"
   */
  @IsString()
  @Length(1, 128)
  password!: string;
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

  @ApiProperty({ ...list, description: 'Your visits, each with its history' })
  appointments!: object[];

  @ApiProperty({ ...list, description: 'What you waited for, and what you were offered' })
  waitlist!: object[];

  @ApiProperty({ ...list, description: 'What was sent to you' })
  notifications!: object[];

  @ApiProperty({ ...list, description: 'Whom you care for, or did' })
  dependants!: object[];

  @ApiProperty({ ...list, description: 'Who cares for you, or did' })
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

  @ApiProperty({ ...list, description: 'Who else saw or changed your data' })
  audit!: object[];
}

export const toPersonalRecordDto = (record: PersonalRecord): PersonalRecordDto => ({
  account: record.account as object,
  sessions: record.sessions as object[],
  appointments: record.appointments as object[],
  waitlist: record.waitlist as object[],
  notifications: record.notifications as object[],
  dependants: record.dependants as object[],
  guardians: record.guardians as object[],
  deliveries: record.deliveries as object[],
  preferences: record.preferences as object | null,
  audit: record.audit as object[],
});
