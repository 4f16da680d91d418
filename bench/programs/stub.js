// What there is to be compared with: `stub.js <kind> [jwk] [partner]`. A stub of the issuer's two routes on node:http, on
// bare Fastify, or on Fastify with jose checking every token as the sandbox does.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [kind, jwkText, partnerId] = process.argv.slice(2);
const from = createRequire(join(process.env.DOUBLEACT_BENCH_ROOT, 'package.json'));
const issued = { coreClaimHash: 'a'.repeat(64), credentialId: 'c2djkuk2kdszous4ooczgS', userUuid: 'b'.repeat(36) };
const status = { coreClaimHash: 'a'.repeat(64), issuerDid: 'did:air:id:test:4P5f', vcStatus: 'WAIT_ONCHAIN' };

const url = await { node: onNode, fastify: () => onFastify(null), jose: async () => onFastify(await checker()) }[
  kind
]();
process.stdout.write(`${url}\n`);

function onNode() {
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece) => {
      text += piece;
    });
    request.on('end', () => {
      if (text !== '') JSON.parse(text);
      const body = JSON.stringify(request.method === 'POST' ? issued : status);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      response.end(body);
    });
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`)),
  );
}

async function onFastify(check) {
  const { default: fastify } = await import(pathToFileURL(from.resolve('fastify')).href);
  const app = fastify();
  const options = check === null ? {} : { preHandler: check };
  app.post('/v1/credentials/issue-on-behalf', options, async () => issued);
  app.get('/v1/credentials/status', options, async () => status);
  return app.listen({ host: '127.0.0.1', port: 0 });
}

async function checker() {
  const { importJWK, jwtVerify } = await import(pathToFileURL(from.resolve('jose')).href);
  const jwk = JSON.parse(jwkText);
  const key = await importJWK(jwk, jwk.alg);
  return async (request, reply) => {
    const { payload } = await jwtVerify(request.headers['x-partner-auth'], key, { algorithms: [jwk.alg] });
    const good = payload.partnerId === partnerId && payload.scope === 'issue' && typeof payload.email === 'string';
    if (!good) return reply.code(401).send({});
  };
}
