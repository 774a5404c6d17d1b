import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ActiveSession } from '#libs/auth';
import { PreferencesService } from '#libs/notifications';
import { Caller, SignedIn } from '../../http/access/access.js';
import {
  PreferencesChangeDto,
  PreferencesDto,
  toPreferencesChange,
  toPreferencesDto,
} from './preferences.dto.js';
import { ExpectedVersion } from '../../http/versions/expected-version.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';

@ApiTags('Notifications')
@Controller('me/preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  /** What you are told, when, where and in which language. */
  @SignedIn()
  @Tagged()
  @Get()
  async find(@Caller() caller: ActiveSession): Promise<PreferencesDto> {
    return toPreferencesDto(await this.preferences.find(caller));
  }

  /** Changes what you are told. A channel that is named is replaced as a whole; what is planned follows. */
  @SignedIn()
  @Tagged()
  @Patch()
  async change(
    @Body() change: PreferencesChangeDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<PreferencesDto> {
    return toPreferencesDto(await this.preferences.change(caller, toPreferencesChange(change), version));
  }
}
