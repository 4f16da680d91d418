// A trivial receiver: reads what comes and answers with one status. `receiver.js [status]`.
import { createServer } from 'node:http';

const status = Number(process.argv[2] ?? 200);
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(status, { 'content-length': 0 });
    response.end();
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}/hook\n`));
