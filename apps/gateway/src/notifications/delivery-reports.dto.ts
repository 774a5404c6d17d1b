import { IsIn, IsString, Length } from 'class-validator';

export class DeliveryReportDto {
  /**
   * What the gateway called the message when it took it
   * @example "sms-1029384756"
   */
  @IsString()
  @Length(1, 200)
  id!: string;

  /** @example "delivered" */
  @IsIn(['delivered', 'failed'])
  status!: 'delivered' | 'failed';
}
