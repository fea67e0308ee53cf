import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestShop, type TestShop } from '../start-test-shop.ts';
import { mintIdToken, readIdToken } from './id-token.ts';
import { grantOptionalScopes, installApp, needsGrant, uninstallApp } from './installation.ts';

const DAY_MS = 86_400_000;

let house: TestShop;

beforeAll(async () => {
  house = await startTestShop();
});
afterAll(() => house.standin.close());

async function request(
  changes: Record<string, string>,
): Promise<{ status: number; body: Record<string, string> }> {
  const { world, shop, standin } = house;
  const response = await fetch(`http://127.0.0.1:${standin.port}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-standin-host': shop.domain },
    body: JSON.stringify({
      client_id: world.app.apiKey,
      client_secret: world.app.apiSecret,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
      ...changes,
    }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

describe('token exchange', () => {
  it('gives an expiring offline token with its refresh token', async () => {
    const { status, body } = await request({
      subject_token: await mintIdToken(house.world, house.shop),
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^shpat_/),
      scope: house.world.app.scopes.join(','),
      expires_in: 3600,
      refresh_token: expect.stringMatching(/^shprt_/),
      refresh_token_expires_in: 7_776_000,
    });
  });

  it('gives an online token with its user', async () => {
    const { body } = await request({
      subject_token: await mintIdToken(house.world, house.shop, 42n),
      requested_token_type: 'urn:shopify:params:oauth:token-type:online-access-token',
    });
    expect(body).toMatchObject({
      access_token: expect.any(String),
      associated_user_scope: house.world.app.scopes.join(','),
      associated_user: { id: 42, account_owner: true },
    });
  });

  it('refuses subject tokens that are forged, stale, or meant for someone else', async () => {
    const { world, shop } = house;
    const sign = (claims: Record<string, unknown>, secret = world.app.apiSecret, exp = '1m') =>
      new SignJWT({ dest: `https://${shop.domain}`, ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(`https://${shop.domain}/admin`)
        .setAudience(String(claims.aud ?? world.app.apiKey))
        .setSubject('1')
        .setExpirationTime(exp)
        .sign(new TextEncoder().encode(secret));
    const faults = [
      'no.jwt.here',
      await sign({}, 'another secret'),
      await sign({}, world.app.apiSecret, '-1m'),
      await sign({ aud: 'another app' }),
      await sign({ dest: 'https://other.myshopify.com' }),
    ];
    for (const subject_token of faults) {
      expect(await request({ subject_token })).toMatchObject({
        status: 400,
        body: { error: 'invalid_subject_token' },
      });
    }
    expect(await readIdToken(world, shop, await sign({}))).toEqual({ userId: 1n });
  });

  it.each([
    [{ client_id: 'nobody' }, 400, 'application_cannot_be_found'],
    [{ client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{ expiring: '0' }, 403, 'invalid_request'],
    [{ requested_token_type: 'gold' }, 400, 'invalid_request'],
  ])('refuses %o', async (changes, status, error) => {
    const subject_token = await mintIdToken(house.world, house.shop);
    expect(await request({ subject_token, ...changes })).toMatchObject({ status, body: { error } });
  });
});

describe('refreshing', () => {
  const refresh = (refresh_token: string) =>
    request({ grant_type: 'refresh_token', refresh_token });

  it('rotates; the old token stays good until its successor is used', async () => {
    const first = (await request({ subject_token: await mintIdToken(house.world, house.shop) }))
      .body;
    const second = (await refresh(first.refresh_token ?? '')).body;
    expect(second.access_token).not.toBe(first.access_token);
    expect((await refresh(first.refresh_token ?? '')).status).toBe(200);
    expect((await refresh(second.refresh_token ?? '')).status).toBe(200);
    expect(await refresh(first.refresh_token ?? '')).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
  });

  it('ends after 90 days', async () => {
    const { body } = await request({ subject_token: await mintIdToken(house.world, house.shop) });
    house.world.clock.set(Date.now() + 91 * DAY_MS);
    expect(await refresh(body.refresh_token ?? '')).toMatchObject({ status: 400 });
    house.world.clock.set(Date.now());
  });
});

describe('the installation', () => {
  it('asks again when the app requires more, keeps what was optional, and tells of both', () => {
    const { world, shop } = house;
    const heard: unknown[] = [];
    const listener = (event: { kind: string }) => heard.push(event.kind);
    world.listeners.add(listener);
    grantOptionalScopes(world, shop, ['read_all_orders', 'write_everything']);
    expect(shop.installation?.scopes.has('read_all_orders')).toBe(true);
    expect(shop.installation?.scopes.has('write_everything')).toBe(false);
    expect(needsGrant(world, shop)).toBe(false);
    shop.installation?.scopes.delete('read_orders');
    expect(needsGrant(world, shop)).toBe(true);
    installApp(world, shop);
    expect(shop.installation?.scopes).toEqual(new Set([...world.app.scopes, 'read_all_orders']));
    expect(heard).toEqual(['scopes_updated', 'scopes_updated']);
    world.listeners.delete(listener);
  });

  it('leaves nothing behind', async () => {
    const { world, shop } = house;
    const subject_token = await mintIdToken(world, shop);
    uninstallApp(world, shop);
    expect((await house.admin('{ shop { name } }')).status).toBe(401);
    expect(await request({ subject_token })).toMatchObject({
      body: { error: 'app_not_installed' },
    });
  });
});
