import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type ActiveSession, LikenessesService } from '#libs/auth';
import { Caller, Only } from '../../http/access/access.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { LikenessDto, LikenessQueryDto, toLikenessDto, toTraits } from './likenesses.dto.js';

/** Records that may be of one patient. */
@ApiTags('Patients')
@Only('staff', 'admin')
@Controller('users/patients')
export class LikenessesController {
  constructor(private readonly likenesses: LikenessesService) {}

  /**
   * The records that a new one would look like, to be asked before it is written down: those with the same telephone number
   * or e-mail address, and those with the same birth date and a similar name, whatever the order of its words, with a
   * typing error or a second name. At most ten, those with the most in common first, of patients who died too, and of those
   * alone whom you may open.
   */
  @Get('likenesses')
  async findFor(@Query() query: LikenessQueryDto, @Caller() caller: ActiveSession): Promise<LikenessDto[]> {
    return (await this.likenesses.findFor(caller, toTraits(query))).map(toLikenessDto);
  }

  /** The records that look like this one, which may be merged into it; found as those of `GET /users/patients/likenesses`. */
  @ApiConflictResponse({
    description: 'The record was merged into another (`patient.merged`)',
    type: ProblemDto,
  })
  @Get(':userId/likenesses')
  async findOf(@Param('userId', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<LikenessDto[]> {
    return (await this.likenesses.findOf(caller, id)).map(toLikenessDto);
  }
}
