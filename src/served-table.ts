// The table that `serve` greets with.
import { coloursFor } from './colours.ts';
import type { Served } from './server.ts';

export function servedTable(served: Served, colour: boolean): string {
  const { bold, dim, green } = coloursFor(colour);
  const { partner } = served;
  const testKey = served.apiKeys.find(({ livemode }) => !livemode);
  const rows: readonly (readonly [string, string] | null)[] = [
    ['control', served.control],
    [`provider (${served.profile})`, served.provider],
    testKey === undefined ? null : ['  API key', testKey.value],
    ['  delivers to', served.receiver ?? dim('nowhere: give --receiver URL, or take the step endpoint')],
    served.secret === null ? null : ['  webhook secret', served.secret],
    ['issuer', served.issuer],
    ['  partner id', partner.id],
    partner.keyId === null ? null : ['  key id', partner.keyId],
    ['  issuer DID', partner.issuerDid],
    ['  credential id', partner.credentialId],
    partner.privateKeyPath === null ? null : ['  private key', partner.privateKeyPath],
    ['seed', `${served.seed}  ${dim(`repeat with --seed ${served.seed} --start ${served.start}`)}`],
  ];
  const shown = rows.filter((row) => row !== null);
  const width = Math.max(...shown.map(([name]) => name.length));
  return [
    '',
    ...shown.map(([name, value]) => `  ${(name.startsWith(' ') ? dim : bold)(name.padEnd(width))}  ${value}`),
    ...served.assumed.map(({ id, reading }) => `  ${dim(`assuming ${id} = ${reading}`)}`),
    '',
    `  ${green('ready')}  open ${served.control} in a browser`,
    `         ${dim(`or POST ${served.control}/steps {"emit": …}, {"advance": "5m"} … · Ctrl-C ends it`)}`,
    '',
    '',
  ].join('\n');
}
