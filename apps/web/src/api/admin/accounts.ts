import { answer, api, done } from '../http/client.js';
import { ofVersion } from '../http/versions.js';
import { type components } from '../schema.js';
import { edited, type Filters, paged, pageOf, whole } from './lists.js';

type Schemas = components['schemas'];

export type User = Schemas['ManagedUserDto'];
export type Invitation = Schemas['InvitationDto'];
export type PatientLook = Schemas['LookDto'];
export type AuditEntry = Schemas['AuditEntryDto'];

export const usersQuery = (filters: Filters) =>
  paged<User>(
    ['users'],
    (query, signal) => pageOf(answer(api.GET('/users', { params: { query }, signal }))),
    filters,
  );

export const userQuery = (id: number) =>
  edited(
    ['user', id],
    async (signal) => (await answer(api.GET('/users/{id}', { params: { path: { id } }, signal }))).data,
  );

/** The user with exactly this username or e-mail address, in capitals or not; undefined when there is none. */
export async function findUser(usernameOrEmail: string): Promise<User | undefined> {
  const query = { q: usernameOrEmail, limit: 100 };
  const { data } = await answer(api.GET('/users', { params: { query } }));
  return data.find(({ username, email }) =>
    [username, email].some((each) => each.toLowerCase() === usernameOrEmail.toLowerCase()),
  );
}

export const changeUser = async (
  id: number,
  body: Schemas['UserChangeDto'],
  version: number,
): Promise<User> =>
  (await answer(api.PATCH('/users/{id}', { params: { path: { id }, header: ofVersion(version) }, body })))
    .data;

/** Takes the second factor away from a user who has lost it. */
export async function resetMfa(userId: number): Promise<void> {
  await done(api.DELETE('/users/{id}/mfa', { params: { path: { id: userId } } }));
}

export const invitationsQuery = () =>
  whole(['invitations'], async (signal) => (await answer(api.GET('/users/invitations', { signal }))).data);

export async function invite(body: Schemas['NewInvitationDto']): Promise<void> {
  await answer(api.POST('/users/invitations', { body }));
}

export async function revokeInvitation(id: string): Promise<void> {
  await done(api.DELETE('/users/invitations/{id}', { params: { path: { id } } }));
}

export const auditQuery = (filters: Filters) =>
  paged<AuditEntry>(
    ['audit'],
    (query, signal) => pageOf(answer(api.GET('/audit', { params: { query }, signal }))),
    filters,
  );

/** Looks of staff at patients beyond their locations. */
export const looksQuery = () =>
  paged<PatientLook>(['looks'], (query, signal) =>
    pageOf(answer(api.GET('/users/patients/looks', { params: { query }, signal }))),
  );
