import { call } from '../../../support/http.js';

export interface Patient {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

export interface Appointment {
  readonly id: number;
  readonly doctorId: number;
  readonly status: string;
}

async function ask<T>(
  method: string,
  url: string,
  status: number,
  body?: unknown,
  token?: string,
): Promise<T> {
  const answer = await call(method, url, { body, ...(token === undefined ? {} : { token }) });
  if (answer.status !== status) throw new Error(`${method} ${url} answered ${answer.status}: ${answer.text}`);
  return answer.body as T;
}

const dateIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export const register = (base: string, patient: Patient): Promise<unknown> =>
  ask('POST', `${base}/register`, 201, patient);

/** @returns an access token */
export async function signIn(base: string, { username, password }: Omit<Patient, 'email'>): Promise<string> {
  return (await ask<{ token: string }>('POST', `${base}/login`, 200, { username, password })).token;
}

/** Books the first free start that any doctor of a specialization has within two weeks. */
export async function bookFirst(base: string, token: string, specialization: string): Promise<Appointment> {
  const doctors = await ask<{ id: number }[]>('GET', `${base}/doctors?specialization=${specialization}`, 200);
  for (const { id } of doctors) {
    const week = `${base}/doctors/${id}/availability?from=${dateIn(1)}&to=${dateIn(14)}`;
    const { days } = await ask<{ days: { slots: { start: string }[] }[] }>('GET', week, 200);
    const appointmentDateTime = days.flatMap((day) => day.slots)[0]?.start;
    if (appointmentDateTime === undefined) continue;
    return ask('POST', `${base}/appointments`, 201, { doctorId: id, appointmentDateTime }, token);
  }
  throw new Error(`No doctor of ${specialization} has a free start.`);
}

export const appointments = (base: string, token: string): Promise<Appointment[]> =>
  ask('GET', `${base}/appointments`, 200, undefined, token);
