import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeCandidates,
  DEFAULT_CODE_TEMPLATE,
  normaliseCode,
  renderCode,
} from '#app/domain/code-template.ts';

function firstCodes(base: string, count: number): string[] {
  const codes: string[] = [];
  for (const code of codeCandidates(base)) {
    if (codes.push(code) === count) break;
  }
  return codes;
}

const jane = { name: 'Jane van Doe', handle: '@jane.doe', percentBp: 1500, campaign: 'Summer 25' };

describe('renderCode', () => {
  it.each([
    [DEFAULT_CODE_TEMPLATE, 'JANE15'],
    ['{LASTNAME}{PERCENT}', 'DOE15'],
    ['{NAME}', 'JANEVANDOE'],
    ['{HANDLE}-{PERCENT}', 'JANEDOE15'],
    ['{ firstname }{CAMPAIGN}', 'JANESUMMER25'],
    ['save with us', 'SAVEWITHUS'],
    ['', 'JANEVANDOE'],
  ])('%j → %s', (template, code) => {
    expect(renderCode(template, jane)).toBe(code);
  });

  it.each([
    [{ ...jane, name: 'Élodie' }, 'ELODIE15'],
    [{ ...jane, name: '王小明' }, 'WANGXIAOMING15'],
    [{ ...jane, name: ' ' }, 'JANEDOE15'],
    [{ ...jane, name: '!!', handle: null }, 'FRIEND15'],
    [{ ...jane, name: '', handle: '' }, 'FRIEND15'],
    [{ ...jane, percentBp: null }, 'JANE'],
    [{ ...jane, percentBp: 1250 }, 'JANE12'],
  ])('default template for %j', (values, code) => {
    expect(renderCode(DEFAULT_CODE_TEMPLATE, values)).toBe(code);
  });

  it('puts the prefix in front', () => {
    expect(renderCode(DEFAULT_CODE_TEMPLATE, jane, 'Glowy ')).toBe('GLOWYJANE15');
  });

  it('keeps the percentage after a very long name', () => {
    expect(renderCode(DEFAULT_CODE_TEMPLATE, { ...jane, name: 'x'.repeat(900) })).toMatch(/X15$/);
  });

  it('names the unknown placeholder', () => {
    expect(() => renderCode('{NICKNAME}', jane)).toThrow(/\{NICKNAME\}.*\{FIRSTNAME\}/);
  });

  it('is a code Shopify takes, whatever is typed', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const template = text.map((typed) => typed.replace(/[{}]/g, ''));
    fc.assert(
      fc.property(template, text, text, text, (typed, name, handle, prefix) => {
        const values = { name, handle, percentBp: 1000, campaign: name };
        for (const each of [typed, `{FIRSTNAME}{LASTNAME}{HANDLE}${typed}{CAMPAIGN}`]) {
          expect(renderCode(each, values, prefix)).toMatch(/^[A-Z0-9]{1,255}$/);
        }
      }),
    );
  });
});

describe('codeCandidates', () => {
  it('begins with the base, then digits, then letters', () => {
    const first = firstCodes('JANE15', 12);
    expect(first.slice(0, 3)).toEqual(['JANE15', 'JANE152', 'JANE153']);
    expect(first.slice(8)).toEqual(['JANE159', 'JANE15AA', 'JANE15AB', 'JANE15AC']);
  });

  it.each([
    ['short', 'JANE15'],
    ['at the limit', 'A'.repeat(255)],
    ['just under the limit', 'A'.repeat(253)],
  ])('never repeats or exceeds the limit: %s', (_, base) => {
    const codes = firstCodes(base, 20_000);
    expect(new Set(codes).size).toBe(20_000);
    expect(codes.every((code) => code.length <= 255)).toBe(true);
  });
});

describe('normaliseCode', () => {
  it.each([
    [' jane15 ', 'JANE15'],
    ['JaNe15', 'JANE15'],
    ['istanbul', 'ISTANBUL'],
    ['e\u0301t\u00e9', '\u00c9T\u00c9'],
  ])('%j → %s', (code, key) => {
    expect(normaliseCode(code)).toBe(key);
  });

  it('is the same when done twice, and blind to case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (code) => {
        const key = normaliseCode(code);
        expect(normaliseCode(key)).toBe(key);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (code) => {
        expect(normaliseCode(code.toLowerCase())).toBe(normaliseCode(code.toUpperCase()));
      }),
    );
  });
});
