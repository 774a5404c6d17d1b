import { answer, api } from '../http/client.js';
import { type components } from '../schema.js';
import { type Filters, paged, pageOf, whole } from './lists.js';

export type Delivery = components['schemas']['DeliveryDto'];

export const deliveriesQuery = (filters: Filters) =>
  paged<Delivery>(
    ['deliveries'],
    (query, signal) => pageOf(answer(api.GET('/deliveries', { params: { query }, signal }))),
    filters,
  );

export async function resendDelivery(id: number): Promise<void> {
  await answer(api.POST('/deliveries/{id}/resend', { params: { path: { id } } }));
}

export interface MessageVariant {
  occasion: Delivery['occasion'];
  locale: 'en' | 'de' | 'ar';
  audience: 'patient' | 'doctor';
  mode: 'in_person' | 'video';
}

/** A message as it is sent, with example data. */
export const messagePreviewQuery = ({ occasion, ...query }: MessageVariant) =>
  whole(
    ['preview', occasion, query],
    async (signal) =>
      (
        await answer(
          api.GET('/message-templates/{occasion}', { params: { path: { occasion }, query }, signal }),
        )
      ).data,
  );
