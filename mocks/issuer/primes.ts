// The two primes of an RSA key. To find them takes longer than all the rest of a start, but on other threads: whoever knows
// early that a key will be wanted has them looked for meanwhile.
import { generatePrime } from 'node:crypto';

type Primes = readonly [bigint, bigint];

let ahead: Promise<Primes> | null = null;

export function lookAhead(): void {
  ahead ??= find();
  // Told to whoever takes them.
  ahead.catch(() => {});
}

/** Nobody gets the same ones twice. */
export function takePrimes(): Promise<Primes> {
  const taken = ahead ?? find();
  ahead = null;
  return taken;
}

function find(): Promise<Primes> {
  return Promise.all([prime(), prime()]);
}

/** Its two highest bits are set, so that two of them make a modulus of 2048 bits. */
function prime(): Promise<bigint> {
  return new Promise((resolve, reject) => {
    generatePrime(1024, { bigint: true }, (fault, found) => (fault ? reject(fault) : resolve(found)));
  });
}
