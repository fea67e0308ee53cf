import { expect, it } from 'vitest';
import { collectLimits } from '#app/doors/collect-limits.server.ts';

const tight = () => collectLimits({ perAddress: 2, perVisitor: 10, perShop: 20 });

it('asks an address to wait for the rest of its minute', async () => {
  const { ofAddress } = tight();
  expect([await ofAddress('1.1.1.1'), await ofAddress('1.1.1.1')]).toEqual([null, null]);
  const wait = await ofAddress('1.1.1.1');
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(await ofAddress('2.2.2.2')).toBeNull();
});

it('counts the events of visitors and shops, each for itself', async () => {
  const { ofVisitor, ofShop } = tight();
  expect(await ofVisitor('jane', 10)).toBeNull();
  expect(await ofVisitor('jane', 1)).not.toBeNull();
  expect(await ofVisitor('mia', 10)).toBeNull();
  expect(await ofShop(1, 20)).toBeNull();
  expect(await ofShop(1, 1)).not.toBeNull();
  expect(await ofShop(2, 20)).toBeNull();
});

it('knows nobody of another instance', async () => {
  const [one, other] = [tight(), tight()];
  await one.ofVisitor('jane', 11);
  expect(await other.ofVisitor('jane', 10)).toBeNull();
});
