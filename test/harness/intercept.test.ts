import { once } from 'node:events';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { of } from '../../harness/evidence.ts';
import type { RunResult } from '../../harness/result.ts';
import { openTarget } from '../../harness/targets/choose.ts';
import { brokenIn } from '../src/examined.ts';
import { folderWith, run } from '../src/program.ts';

const recipe = `title: A person passes, the callback comes again, and others speak up who should not
steps:
  # Whoever takes the time from a clock of its own is wrong by a minute.
  - advance: 1m
  - emit: { outcome: approved, applicant: ana, flaw: duplicate }
  - emit: { outcome: approved, applicant: unsigned, flaw: no-signature }
  - emit: { outcome: approved, applicant: changed, flaw: tampered-body }
  - settle: {}
`;

describe.concurrent('--intercept', { timeout: 20_000 }, () => {
  it('finds what is wrong with a program written after the recipe, which knows only the documented hosts', async () => {
    const folder = folderWith({ 'recipe.yaml': recipe });
    const receiver = `export FIRST_WAIT=400; exec '${process.execPath}' '${resolve('test/receivers/recipe.cjs')}'`;
    // It asks at once, after 0.4 and after 1.2 s: a chain that takes three polls is slow for a sender that waits less. On a
    // busy machine the first may be half a second late.
    const words = ['--provider', 'recipe', '--exec', receiver, '--intercept', '--timeout', '900ms', '--seed', '7'];
    // As it is built: what is loaded into the receiver is a file of the program.
    const { out, err, exit } = await run(['test', '--json', folder, ...words]);
    expect(exit, err).toBe(1);
    const result = JSON.parse(out) as RunResult;
    // How often it asks about what has been revoked depends on how long the run lasts.
    expect(brokenIn(result).filter((id) => id !== 'stops-polling-at-a-terminal-answer')).toEqual([
      'answers-before-the-chain-confirms',
      'answers-within-the-time-out',
      'does-not-revoke-and-reissue-on-duplicates',
      'does-nothing-for-a-refused-delivery',
      'issues-the-right-time',
      'refuses-a-missing-signature',
      'refuses-a-tampered-body',
    ]);
    const [{ troubles, entries } = { troubles: [], entries: [] }] = result.scenarios;
    expect(troubles).toEqual([]);
    expect(new Set(of(entries, 'call.received').map(({ path }) => path))).toEqual(
      new Set(['/v1/credentials/issue-on-behalf', '/v1/credentials/status']),
    );
    expect(of(entries, 'token.refused')).toEqual([]);
    // Below what Node itself may have to say first.
    expect(result.output).toMatch(/^Credential \w+ is on-chain for /m);
  });

  it('sends calls to the documented hosts to the local issuer, and leaves everything else alone', async () => {
    const asked: string[] = [];
    const [issuer, other] = await Promise.all([listen('issuer', asked), listen('other', asked)]);
    const calls = [
      'fetch("https://api.sandbox.mocachain.org/v1/a?b=1", { method: "POST", body: "text" })',
      'fetch("https://api.mocachain.org/v1/b")',
      'fetch("https://mocachain-mainnet.api.air3.com/v1/c")',
      'new Promise((done) => require("node:https").get("https://api.sandbox.mocachain.org/v1/d", done))',
      `fetch("${other.url}/v1/e")`,
      `fetch("${issuer.url}/v1/f")`,
    ];
    const source = `(async () => { for (const call of [${calls.map((call) => `() => ${call}`)}]) await call();
      require("node:http").createServer().listen(process.env.PORT); })()`;
    const told = { PORT: '0', DOUBLEACT_ISSUER_URL: `${issuer.url}/v1` };
    const target = await openTarget({ command: `node -e '${source}'`, intercept: true }, told, '/');
    await target.stop();
    for (const server of [issuer, other]) server.close();
    expect(asked).toEqual([
      'issuer: POST /v1/a?b=1 text',
      'issuer: GET /v1/b ',
      'issuer: GET /v1/c ',
      'issuer: GET /v1/d ',
      'other: GET /v1/e ',
      'issuer: GET /v1/f ',
    ]);
  });
});

/** A server that notes what it is asked. */
async function listen(name: string, asked: string[]): Promise<{ url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    asked.push(`${name}: ${request.method} ${request.url} ${body}`);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, close: () => void server.close() };
}
