// The reference receiver as a program: `tsx test/receivers/reference.ts [inline|queue|recipe] [fault] [memory file]`.
import type { FaultId } from '../../harness/reference/faults.ts';
import { serveReference } from '../../harness/reference/program.ts';

const [kind = 'inline', fault = '', memory] = process.argv.slice(2);
const told = Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? '']));
const { url } = await serveReference(told, {
  ...(kind === 'recipe' ? { recipe: true } : { architecture: kind === 'queue' ? 'queue' : 'inline' }),
  ...(fault !== '' && { fault: fault as FaultId }),
  memory,
});
process.stdout.write(`listening on ${url}\n`);
