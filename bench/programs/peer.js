// Mock servers that are libraries, as small programs: `peer.js json-server|mockttp <port>`.
const [kind, port] = process.argv.slice(2);
const issued = { coreClaimHash: 'a'.repeat(64), credentialId: 'c2djkuk2kdszous4ooczgS', userUuid: 'b'.repeat(36) };

await { 'json-server': jsonServer, mockttp }[kind]();

async function jsonServer() {
  const { default: server } = await import('json-server');
  const app = server.create();
  app.use(server.bodyParser);
  app.post('/v1/credentials/issue-on-behalf', (_request, response) => response.jsonp(issued));
  app.use(server.router({ credentials: [] }));
  app.listen(Number(port), '127.0.0.1');
}

async function mockttp() {
  const { getLocal } = await import('mockttp');
  const server = getLocal({ recordTraffic: false });
  await server.start(Number(port));
  await server.forPost('/v1/credentials/issue-on-behalf').always().thenJson(200, issued);
}
