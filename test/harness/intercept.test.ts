import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { of } from '../../harness/evidence.ts';
import { runSuite } from '../../harness/run.ts';
import { openTarget } from '../../harness/targets.ts';

describe('--intercept', { timeout: 20_000 }, () => {
  it('lets a program written after the recipe run, with its documented host', async () => {
    const { history, output } = await runSuite({
      provider: 'recipe',
      seed: 7,
      capabilities: { issues: true, restart: false, rotation: false, tenants: false },
      quiet: 50,
      scenarios: [{ id: 'one', title: 'one', steps: [{ emit: { outcome: 'approved', applicant: 'ana' } }] }],
      target: { command: 'node test/receivers/recipe.cjs', intercept: true },
    });
    const { entries = [], troubles } = history.histories[0] ?? {};
    expect(troubles).toEqual([]);
    expect(history.strays).toEqual([]);
    expect(of(entries, 'call.received').map(({ path }) => path)).toEqual([
      '/v1/credentials/issue-on-behalf',
      ...Array(3).fill('/v1/credentials/status'),
    ]);
    expect(of(entries, 'credential.moved')).toMatchObject([{ to: 'ONCHAIN' }]);
    expect(of(entries, 'attempt.answered')).toMatchObject([{ status: 200 }]);
    // Below what Node itself may have to say first.
    expect(output).toMatch(/^Credential \w+ is on-chain for /m);
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
