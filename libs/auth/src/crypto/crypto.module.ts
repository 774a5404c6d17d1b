import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { Keys } from './keys.service.js';
import { AccessTokens } from './access-tokens.service.js';
import { RefreshTokens } from './refresh-tokens.service.js';
import { LinkTokens } from './link-tokens.service.js';
import { UnsubscribeTokens } from './unsubscribe-tokens.service.js';
import { DeviceTokens } from './devices/device-tokens.service.js';
import { PasswordHasher } from './password-hasher.service.js';

/** Keys, tokens, hashes and codes: what is computed and not stored. */
@Module({
  imports: [JwtModule.register({})],
  providers: [Keys, AccessTokens, RefreshTokens, LinkTokens, UnsubscribeTokens, DeviceTokens, PasswordHasher],
  exports: [Keys, AccessTokens, RefreshTokens, LinkTokens, UnsubscribeTokens, DeviceTokens, PasswordHasher],
})
export class CryptoModule {}
