import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ActiveSession } from '#libs/auth';
import { PreferencesService } from '#libs/notifications';
import { Caller, SignedIn } from '../http/access.js';
import {
  PreferencesChangeDto,
  PreferencesDto,
  toPreferencesChange,
  toPreferencesDto,
} from './preferences.dto.js';

@ApiTags('Notifications')
@Controller('me/preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  /** What you are told, when, where and in which language. */
  @SignedIn()
  @Get()
  async find(@Caller() { userId }: ActiveSession): Promise<PreferencesDto> {
    return toPreferencesDto(await this.preferences.find(userId));
  }

  /** Changes what you are told. A channel that is named is replaced as a whole; what is planned follows. */
  @SignedIn()
  @Patch()
  async change(
    @Body() change: PreferencesChangeDto,
    @Caller() { userId }: ActiveSession,
  ): Promise<PreferencesDto> {
    return toPreferencesDto(await this.preferences.change(userId, toPreferencesChange(change)));
  }
}
