// How a provider's signature is read, as data: what the headers say, and what is signed.
export interface Seal {
  /** In lower case: the header that carries the signature. */
  readonly header: string;
  /** Is a time signed? Then a delivery that is too old or too new is refused. */
  readonly timed: boolean;
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64';
  readonly key: (secret: string) => string | Buffer;
  readonly read: (value: string, header: (name: string) => string | null) => Claim;
  readonly signed: (claim: Claim, body: Buffer) => Buffer;
}

/** What the headers claim. */
export interface Claim {
  /** null where it is missing, no whole number, or said twice in different ways. */
  readonly t: number | null;
  readonly macs: readonly string[];
  /** Signatures of other schemes, which count for nothing. */
  readonly others: readonly string[];
  readonly id?: string;
}

/** `t=…,v1=…` over the time, a full stop and the body. `between` parts whole sets, where a header may hold several. */
export function fieldsSeal(header: string, between: RegExp = /,/): Seal {
  return {
    header,
    timed: true,
    algorithm: 'sha256',
    encoding: 'hex',
    key: (secret) => secret,
    read(value) {
      const pairs = value.split(between).map((part) => {
        const [name = '', ...rest] = part.trim().split('=');
        return { name, value: rest.join('=') };
      });
      const of = (name: string) => pairs.filter((pair) => pair.name === name).map((pair) => pair.value);
      return {
        t: wholeSeconds(of('t')),
        macs: of('v1'),
        others: pairs.filter(({ name }) => name !== 't' && name !== 'v1').map((pair) => pair.value),
      };
    },
    signed: ({ t }, body) => Buffer.concat([Buffer.from(`${t}.`), body]),
  };
}

/** One MAC of the body in hex, and nothing else. */
export function bareSeal(header: string, algorithm: Seal['algorithm'] = 'sha256'): Seal {
  return {
    header,
    timed: false,
    algorithm,
    encoding: 'hex',
    key: (secret) => secret,
    read: (value) => ({ t: null, macs: [value.trim()], others: [] }),
    signed: (_claim, body) => body,
  };
}

export function wholeSeconds(said: readonly string[]): number | null {
  const times = new Set(said);
  const [time = ''] = times;
  return times.size === 1 && /^\d{1,12}$/.test(time) ? Number(time) : null;
}
