import { type AppError, fieldError, invalidInput } from '#libs/common';
import { type Role } from '#libs/database';

const pointer = '/locationIds';

/** @throws AppError `request.invalid` for locations of a role that does not work at locations */
export function assertRoleWorksAt(role: Role, locationIds: readonly number[]): void {
  if (role !== 'staff' && locationIds.length > 0)
    throw invalidInput(fieldError(pointer, 'role.no_locations'));
}

export const unknownWorkplace = (): AppError =>
  invalidInput(fieldError(pointer, 'reference.unknown', { kind: 'location' }));
