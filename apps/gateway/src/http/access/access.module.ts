import { Module } from '@nestjs/common';
import { AuthModule } from '#libs/auth';
import { VerifiedTokens } from './verified-tokens.service.js';

/** Who asks. */
@Module({ imports: [AuthModule], providers: [VerifiedTokens], exports: [VerifiedTokens] })
export class AccessModule {}
