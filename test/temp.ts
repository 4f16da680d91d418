// Around all tests: one temporary folder for whatever they and the programs they start write, gone afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function ownTemp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'doubleact-tests-'));
  // Read by tmpdir() in every worker, which gets this environment.
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
