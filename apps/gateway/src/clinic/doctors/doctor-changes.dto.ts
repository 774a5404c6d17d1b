import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { IsId } from '../../http/input/checks.js';

const mostWatched = 50;
const mostCharacters = 550;

/** Anything but numbers between commas is left for the checks to refuse. */
const toIds = (text: unknown): unknown =>
  typeof text === 'string' && text.length <= mostCharacters
    ? text.split(',').map((id) => (/^\d{1,10}$/.test(id) ? Number(id) : id))
    : text;

export class WatchedDoctorsDto {
  /** Which doctors are watched, 50 at most, between commas */
  @ApiProperty({ type: 'string', maxLength: mostCharacters, example: '1,2,3' })
  @Transform(({ value }: { value: unknown }) => toIds(value))
  @IsId({ each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(mostWatched)
  @IsArray()
  ids!: number[];
}
