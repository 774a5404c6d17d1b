import { IsIn } from 'class-validator';
import { Optional } from '../../http/input/checks.js';

export class RetiredQueryDto {
  /** `include`: also what has retired by now */
  @Optional()
  @IsIn(['include'])
  retired?: 'include';
}
