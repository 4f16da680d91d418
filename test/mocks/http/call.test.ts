// A call as every door hands it over.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toCall } from '../../../mocks/http/route.ts';

const at = (search: string) => toCall('GET', `/v1/credentials/status?${search}`, {}, Buffer.alloc(0));

it.each([
  ['hash=abc', 'abc'],
  ['hash=', ''],
  ['hash', ''],
  ['', null],
  ['hashes=abc', null],
  ['other=1&hash=abc', 'abc'],
  ['hash=abc&hash=def', 'abc'],
  ['hash=a%2Fb', 'a/b'],
  ['hash=a+b', 'a b'],
  ['ha%73h=abc', 'abc'],
])('the parameter "hash" of ?%s is %j', (search, value) => {
  expect(at(search).parameter('hash')).toBe(value);
});

it('a parameter is what URLSearchParams says, however it is written', () => {
  const text = fc.stringMatching(/^[a-c%+&=12.]{0,12}$/);
  fc.assert(
    fc.property(text, fc.constantFrom('a', 'b', 'a1'), (search, name) => {
      expect(at(search).parameter(name)).toBe(new URLSearchParams(search).get(name));
    }),
  );
});

it('the headers of whoever calls stay theirs', () => {
  const headers = Object.freeze({ host: 'localhost' });
  const call = toCall('GET', '/', headers, Buffer.alloc(0));
  expect(call.headers).toEqual(headers);
  expect(call.headers).not.toBe(headers);
});
