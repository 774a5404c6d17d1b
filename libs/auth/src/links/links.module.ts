import { Module } from '@nestjs/common';
import { CryptoModule } from '../crypto/index.js';
import { LinksRepository } from './links.repository.js';
import { LinksService } from './links.service.js';

/** Links that are sent by mail and serve once. */
@Module({
  imports: [CryptoModule],
  providers: [LinksRepository, LinksService],
  exports: [LinksService],
})
export class LinksModule {}
