import '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { DeviceTokens } from '#libs/auth';
import { clientHeader } from '../../http/access/own-page.js';

const cookie = '__Host-docket_device';
/** Where a client without cookies sends what it was given */
export const deviceHeader = 'x-docket-device';
export const mobile = 'mobile';
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;
const maxAge = 90 * 24 * 60 * 60;
const between = '~';
/** A family or a reception shares a browser: the accounts that used it last are known. */
const mostAccounts = 5;

/** Browsers in which accounts have signed in, by a cookie that no script reads, and other devices, by a token that they keep. */
@Injectable()
export class KnownDevices {
  constructor(private readonly tokens: DeviceTokens) {}

  /** The device of the request, if the account has signed in there. */
  find(request: FastifyRequest, userId: number | undefined): string | undefined {
    const devices = this.tokensOf(request).map((token) => this.tokens.read(token));
    return devices.find((device) => device?.userId === userId)?.id;
  }

  /**
   * Makes the device of the request one that the account has signed in from.
   *
   * @returns what a client that says it is `mobile` has to keep
   */
  remember(request: FastifyRequest, reply: FastifyReply, userId: number): string | undefined {
    const client = request.headers[clientHeader];
    if (client !== 'browser' && client !== mobile) return undefined;
    const others = this.tokensOf(request).filter((token) => {
      const device = this.tokens.read(token);
      return device !== undefined && device.userId !== userId;
    });
    const kept = [this.tokens.issue(userId), ...others].slice(0, mostAccounts).join(between);
    if (client === mobile) return kept;
    void reply.setCookie(cookie, kept, { ...attributes, maxAge });
    return undefined;
  }

  private tokensOf(request: FastifyRequest): string[] {
    const isMobile = request.headers[clientHeader] === mobile;
    const kept = isMobile ? request.headers[deviceHeader] : request.cookies[cookie];
    return (typeof kept === 'string' ? kept : '').split(between).slice(0, mostAccounts);
  }
}
