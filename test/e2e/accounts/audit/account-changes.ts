import { aUser, password } from '../../../support/clinic.js';
import { call } from '../../../support/http.js';
import { dayFromNow, fieldOf } from '../../support/api.js';
import { tokenFor } from '../../support/links.js';
import { type Changes, type Ready } from './change.js';
import { type AuditSite, codeOf, type Person } from './site.js';

const next = 'another long enough password';

/** What people do to the security of their own accounts. */
const self =
  (ask: (site: AuditSite, person: Person) => ReturnType<Ready['ask']>) =>
  async (site: AuditSite): Promise<Ready> => {
    const person = await site.person();
    return { ask: () => ask(site, person), about: () => [person.id], by: person.id };
  };

const beginFactor = async ({ api }: AuditSite, { token }: Pick<Person, 'token'>): Promise<string> =>
  fieldOf(await api.post('/me/mfa', { currentPassword: password }, token), 'secret') as string;

const record = (id: number): string => `/users/patients/${id}`;

/** What a guardian does for a dependant; entries are about the dependant. */
const guarding =
  (ask: (site: AuditSite, guardian: Person, dependantId: number) => ReturnType<Ready['ask']>) =>
  async (site: AuditSite): Promise<Ready> => {
    const guardian = await site.person();
    const dependantId = await site.dependant(guardian);
    // The session knows of the dependant from the next request on.
    return { ask: () => ask(site, guardian, dependantId), about: () => [dependantId], by: guardian.id };
  };

const merging = async ({ api, admin, patient }: AuditSite) => {
  const [kept, fromId] = [await patient(), await patient()];
  const merge = () => api.post(`${record(kept)}/merges`, { fromId }, admin.token);
  return { kept, fromId, merge };
};

export const accountChanges: Changes = {
  'POST /register': ({ api }) => {
    const account = { username: 'newcomer', email: 'newcomer@clinic.example', password: next };
    let id = 0;
    return Promise.resolve({
      ask: async () => {
        const answer = await api.post('/register', account);
        id = fieldOf(answer, 'id') as number;
        return answer;
      },
      about: () => [id],
      by: null,
    });
  },
  'POST /login': self(({ api }, { username }) => api.post('/login', { username, password })),
  'DELETE /me/sessions/:id': async (site) => {
    const person = await site.person();
    const { id } = await site.db.database.client.session.findFirstOrThrow({ where: { userId: person.id } });
    const token = await site.api.signIn(person.username, password);
    return {
      ask: () => site.api.delete(`/me/sessions/${id}`, token),
      about: () => [person.id],
      by: person.id,
    };
  },
  'POST /logout': self(({ api }, { token }) => api.post('/logout', {}, token)),
  'POST /logout/everywhere': self(({ api }, { token }) => api.post('/logout/everywhere', {}, token)),
  'PATCH /me': self(({ api }, { token }) => api.patch('/me', { name: 'Ada' }, token)),
  'POST /me/password': self(({ api }, { token }) =>
    api.post('/me/password', { currentPassword: password, newPassword: next }, token),
  ),
  'POST /me/mfa': self(({ api }, { token }) => api.post('/me/mfa', { currentPassword: password }, token)),
  'POST /me/mfa/confirm': async (site) => {
    const person = await site.person();
    const code = codeOf(await beginFactor(site, person));
    return {
      ask: () => site.api.post('/me/mfa/confirm', { code }, person.token),
      about: () => [person.id],
      by: person.id,
    };
  },
  'POST /me/mfa/recovery-codes': async (site) => {
    const { id, token } = await site.person();
    const secret = await beginFactor(site, { token });
    const confirmed = await site.api.post('/me/mfa/confirm', { code: codeOf(secret) }, token);
    const codes = fieldOf(confirmed, 'recoveryCodes') as string[];
    const renew = () =>
      site.api.post('/me/mfa/recovery-codes', { currentPassword: password, code: codes.pop() }, token);
    return { ask: renew, about: () => [id], by: id };
  },
  'DELETE /users/:id/mfa': async (site) => {
    const person = await site.person();
    await beginFactor(site, person);
    return {
      ask: () => site.api.delete(`/users/${person.id}/mfa`, site.admin.token),
      about: () => [person.id],
    };
  },
  'POST /password/reset': async ({ db, api }) => {
    const { id, email } = await aUser(db.database);
    await api.post('/password/forgot', { email });
    const token = await tokenFor(db.database, email, 'password_reset');
    return {
      ask: () => api.post('/password/reset', { token, newPassword: next }),
      about: () => [id],
      by: null,
    };
  },
  'POST /email/verify': async (site) => {
    const { id, email, token } = await site.person();
    await site.api.post('/me/email/verification', {}, token);
    const link = await tokenFor(site.db.database, email, 'email_verification');
    return { ask: () => site.api.post('/email/verify', { token: link }), about: () => [id], by: null };
  },
  'POST /email/undo': async (site) => {
    const { id, email, token } = await site.person();
    // An address that was never proven is not written to.
    await site.db.database.client.user.update({ where: { id }, data: { emailVerifiedAt: new Date() } });
    const change = { email: 'moved@clinic.example', currentPassword: password };
    await site.api.patch('/me', change, token);
    const link = await tokenFor(site.db.database, email, 'email_undo');
    return { ask: () => site.api.post('/email/undo', { token: link }), about: () => [id], by: null };
  },
  'POST /users/invitations': ({ db, api, admin }) => {
    const email = 'invited@clinic.example';
    let id = '';
    return Promise.resolve({
      ask: async () => {
        const answer = await api.post('/users/invitations', { email, role: 'admin' }, admin.token);
        id = (await db.database.client.accountLink.findFirst({ where: { email } }))?.id ?? '';
        return answer;
      },
      about: () => [`invitation:${id}`],
    });
  },
  'DELETE /users/invitations/:id': async ({ api, admin }) => {
    const body = { email: 'revoked@clinic.example', role: 'admin' };
    const id = fieldOf(await api.post('/users/invitations', body, admin.token), 'id') as string;
    return {
      ask: () => api.delete(`/users/invitations/${id}`, admin.token),
      about: () => [`invitation:${id}`],
    };
  },
  'POST /invitations/accept': async ({ db, api, admin }) => {
    const email = 'accepted@clinic.example';
    const invited = await api.post('/users/invitations', { email, role: 'admin' }, admin.token);
    const token = await tokenFor(db.database, email, 'invitation');
    const answer = { token, username: 'accepted', password: next };
    return {
      ask: () => api.post('/invitations/accept', answer),
      about: (accepted) => [
        fieldOf(accepted, 'id') as number,
        `invitation:${String(fieldOf(invited, 'id'))}`,
      ],
      by: null,
    };
  },
  'PATCH /users/:id': async ({ api, admin, patient }) => {
    const id = await patient();
    return {
      ask: () => api.patch(`/users/${id}`, { disabled: true }, admin.token),
      about: () => [id],
    };
  },
  'POST /users/patients': ({ api, admin }) =>
    Promise.resolve({
      ask: () => api.post('/users/patients', { name: 'Robin Amsel' }, admin.token),
      about: (answer) => [fieldOf(answer, 'id') as number],
    }),
  'PATCH /users/patients/:userId': async ({ api, admin, patient }) => {
    const id = await patient();
    return { ask: () => api.patch(record(id), { note: 'Call.' }, admin.token), about: () => [id] };
  },
  'PUT /users/patients/:userId/death': async ({ api, admin, patient }) => {
    const id = await patient();
    return {
      ask: () => api.put(`${record(id)}/death`, { on: dayFromNow(-1) }, admin.token),
      about: () => [id],
    };
  },
  'DELETE /users/patients/:userId/death': async ({ api, admin, patient }) => {
    const id = await patient();
    await api.put(`${record(id)}/death`, { on: dayFromNow(-1) }, admin.token);
    return { ask: () => api.delete(`${record(id)}/death`, admin.token), about: () => [id] };
  },
  'POST /users/patients/:userId/merges': async (site) => {
    const { kept, fromId, merge } = await merging(site);
    return { ask: merge, about: () => [kept, fromId] };
  },
  'POST /users/patients/:userId/merges/:mergeId/undo': async (site) => {
    const { kept, fromId, merge } = await merging(site);
    const path = `${record(kept)}/merges/${String(fieldOf(await merge(), 'id'))}/undo`;
    return { ask: () => site.api.post(path, {}, site.admin.token), about: () => [kept, fromId] };
  },
  'POST /me/dependants': async ({ api, person }) => {
    const { id, token } = await person();
    const child = { name: 'Robin', relationship: 'child' };
    return {
      ask: () => api.post('/me/dependants', child, token),
      about: (answer) => [fieldOf(answer, 'userId') as number],
      by: id,
    };
  },
  'PATCH /me/dependants/:userId': guarding(({ api }, { token }, id) =>
    api.patch(`/me/dependants/${id}`, { name: 'Kim' }, token),
  ),
  'DELETE /me/dependants/:userId': guarding(({ api }, { token }, id) =>
    api.delete(`/me/dependants/${id}`, token),
  ),
  'POST /me/dependants/:userId/guardians': guarding(({ api }, { token }, id) =>
    api.post(
      `/me/dependants/${id}/guardians`,
      { email: 'second@clinic.example', relationship: 'child' },
      token,
    ),
  ),
  'POST /me/dependants/:userId/claim': guarding(({ api }, { token }, id) =>
    api.post(`/me/dependants/${id}/claim`, { email: 'claimer@clinic.example' }, token),
  ),
  'POST /me/dependants/:userId/erasure': guarding(({ api }, { token }, id) =>
    api.post(`/me/dependants/${id}/erasure`, { password }, token),
  ),
  'POST /guardianships': async (site) => {
    const [guardian, second] = [await site.person(), await site.person()];
    const dependantId = await site.dependant(guardian);
    const invitation = { email: 'third@clinic.example', relationship: 'child' };
    await site.api.post(`/me/dependants/${dependantId}/guardians`, invitation, guardian.token);
    const token = await tokenFor(site.db.database, invitation.email, 'guardianship');
    return {
      ask: () => site.api.post('/guardianships', { token }, second.token),
      about: () => [dependantId],
      by: second.id,
    };
  },
  'POST /dependants/claim': async (site) => {
    const guardian = await site.person();
    const dependantId = await site.dependant(guardian);
    const email = 'taken-over@clinic.example';
    await site.api.post(`/me/dependants/${dependantId}/claim`, { email }, guardian.token);
    const token = await tokenFor(site.db.database, email, 'claim');
    return {
      ask: () => site.api.post('/dependants/claim', { token, username: 'claimer', password: next }),
      about: () => [dependantId, guardian.id],
      by: null,
    };
  },
  'DELETE /me/guardians/:userId': async ({ db, api, person }) => {
    const [guardian, dependant] = [await person(), await person()];
    await db.database.client.guardianship.create({
      data: {
        guardianId: guardian.id,
        dependantId: dependant.id,
        relationship: 'child',
        createdAt: new Date(),
      },
    });
    return {
      ask: () => api.delete(`/me/guardians/${guardian.id}`, dependant.token),
      about: () => [guardian.id],
      by: dependant.id,
    };
  },
  'DELETE /users/:userId/guardians/:guardianId': async (site) => {
    const guardian = await site.person();
    const dependantId = await site.dependant(guardian);
    return {
      ask: () => site.api.delete(`/users/${dependantId}/guardians/${guardian.id}`, site.admin.token),
      about: () => [dependantId, guardian.id],
    };
  },
  'DELETE /me/mfa': async (site) => {
    const person = await site.person();
    await beginFactor(site, person);
    const request = { token: person.token, body: { currentPassword: password } };
    return {
      ask: () => call('DELETE', `${site.url}/me/mfa`, request),
      about: () => [person.id],
      by: person.id,
    };
  },
};
