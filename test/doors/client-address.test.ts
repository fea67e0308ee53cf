import { expect, it } from 'vitest';
import { clientAddress } from '#app/doors/client-address.server.ts';

it.each([
  ['nothing before the app', null, 0, '10.0.0.9'],
  ['a header without a proxy of ours', '6.6.6.6', 0, '10.0.0.9'],
  ['one proxy', '1.2.3.4', 1, '1.2.3.4'],
  ['one proxy and a lie', '6.6.6.6, 1.2.3.4', 1, '1.2.3.4'],
  ['two proxies and a lie', '6.6.6.6, 1.2.3.4, 10.0.0.1', 2, '1.2.3.4'],
  ['fewer proxies than said', null, 2, '10.0.0.9'],
])('the address behind %s', (_name, forwarded, proxies, expected) => {
  expect(clientAddress(forwarded, '10.0.0.9', proxies)).toBe(expected);
});
