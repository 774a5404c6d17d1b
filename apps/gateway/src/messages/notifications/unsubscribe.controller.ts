import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { UnsubscribeTokens } from '#libs/auth';
import {
  Channel,
  type ChosenOccasion,
  linkUnknown,
  PreferencesService,
  unsubscribePage,
} from '#libs/notifications';
import { Public } from '../../http/access/access.js';
import { TakesForm } from '../../http/input/form-body.js';

const page = { content: { 'text/html': { schema: { type: 'string' } } } } as const;
const html = 'text/html; charset=utf-8';

/** The links of mails that stop mails. */
@ApiTags('Notifications')
@Controller('unsubscribe/:token')
export class UnsubscribeController {
  constructor(
    private readonly tokens: UnsubscribeTokens,
    private readonly preferences: PreferencesService,
  ) {}

  /** A page that asks; opening it changes nothing. */
  @Public()
  @ApiOkResponse(page)
  @Header('content-type', html)
  @Get()
  async ask(@Param('token') token: string): Promise<string> {
    const { locale } = await this.preferences.find(this.read(token));
    return unsubscribePage(locale, false);
  }

  /** Stops the mails of one kind (RFC 8058); mail programs send this by themselves, as a form, when their user asks them to. */
  @Public()
  @TakesForm()
  @HttpCode(200)
  @ApiOkResponse(page)
  @Header('content-type', html)
  @Post()
  async stop(@Param('token') token: string): Promise<string> {
    const { occasion, ...reader } = this.read(token);
    await this.preferences.unsubscribe(reader, Channel.email, occasion as ChosenOccasion);
    const { locale } = await this.preferences.find(reader);
    return unsubscribePage(locale, true);
  }

  private read(token: string): { userId: number; occasion: string } {
    const found = this.tokens.read(token);
    if (found === undefined) throw linkUnknown();
    return found;
  }
}
