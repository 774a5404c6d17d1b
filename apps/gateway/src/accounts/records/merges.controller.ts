import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiGoneResponse, ApiTags } from '@nestjs/swagger';
import { type ActiveSession, MergesService } from '#libs/auth';
import { Caller, Only } from '../../http/access/access.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import {
  MergeDto,
  MergePreviewDto,
  MergePreviewQueryDto,
  NewMergeDto,
  toMergeDto,
  toMergePreviewDto,
} from './merges.dto.js';
import { RecordMergeUndoService } from './record-merge-undo.service.js';
import { RecordMergesService } from './record-merges.service.js';

const refused = {
  description:
    'The records cannot be merged: `patient.merged`, `patient.merge_account`, `patient.merge_related`, `patient.merge_deceased`, `patient.merge_conflict` with `conflicts`, or `patient.changed_meanwhile`',
  type: ProblemDto,
};

/** Two records of one patient become one. */
@ApiTags('Patients')
@Only('staff', 'admin')
@Controller('users/patients/:userId')
export class MergesController {
  constructor(
    private readonly recordMerges: RecordMergesService,
    private readonly recordMergeUndo: RecordMergeUndoService,
    private readonly merges: MergesService,
  ) {}

  /** What would move if another record were merged into this one, and what is in the way. Nothing is written. */
  @ApiConflictResponse(refused)
  @Get('merge-preview')
  async preview(
    @Param('userId', IdPipe) id: number,
    @Query() { from }: MergePreviewQueryDto,
    @Caller() caller: ActiveSession,
  ): Promise<MergePreviewDto> {
    return toMergePreviewDto(await this.recordMerges.preview(caller, id, from));
  }

  /** The merges into this record of the last 30 days, the last one first. */
  @Get('merges')
  async list(@Param('userId', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<MergeDto[]> {
    return (await this.merges.list(caller, id)).map(toMergeDto);
  }

  /**
   * Merges another record into this one: its visits, entries of the waitlist, messages and guardianships move, and nothing
   * is booked for it any more. Patients and doctors are told nothing. It can be undone for 30 days. Two records with an
   * account only an admin merges.
   */
  @ApiConflictResponse(refused)
  @Post('merges')
  async merge(
    @Param('userId', IdPipe) id: number,
    @Body() { fromId, version }: NewMergeDto,
    @Caller() caller: ActiveSession,
  ): Promise<MergeDto> {
    return toMergeDto(await this.recordMerges.merge(caller, id, fromId, version));
  }

  /** Puts back exactly what a merge moved, for 30 days. What came after stays with this record. */
  @ApiConflictResponse({
    description:
      'It was undone already (`patient.merge_undone`), or this record was merged into another since (`patient.merge_not_last`)',
    type: ProblemDto,
  })
  @ApiGoneResponse({ description: 'It was more than 30 days ago (`patient.merge_final`)', type: ProblemDto })
  @HttpCode(204)
  @Post('merges/:mergeId/undo')
  undo(
    @Param('userId', IdPipe) id: number,
    @Param('mergeId', IdPipe) mergeId: number,
    @Caller() caller: ActiveSession,
  ): Promise<void> {
    return this.recordMergeUndo.undo(caller, id, mergeId);
  }
}
