import { IsIn } from 'class-validator';
import { IsText } from '../../http/input/text.js';

export class DeliveryReportDto {
  /**
   * What the gateway called the message when it took it
   * @example "sms-1029384756"
   */
  @IsText('deliveryId')
  id!: string;

  /** @example "delivered" */
  @IsIn(['delivered', 'failed'])
  status!: 'delivered' | 'failed';
}
