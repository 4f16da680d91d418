// What travels with the package besides code: scenario files and the kill matrix.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Matrix, type PackedMatrix, packMatrix, type Rows, unpackMatrix } from '../harness/diagnosis.ts';

export const scenariosFolder = shipped('scenarios');
export const matrixFile = shipped('harness/reference/kill-matrix.json');

/** Empty until it has been written for the first time. */
export async function readMatrix(): Promise<Matrix> {
  if (!existsSync(matrixFile)) return {};
  return unpackMatrix(JSON.parse(await readFile(matrixFile, 'utf8')) as PackedMatrix);
}

/** One provider's rows of it, without unpacking the others. */
export async function readRows(provider: string): Promise<Rows | undefined> {
  if (!existsSync(matrixFile)) return undefined;
  const { checks, rows } = JSON.parse(await readFile(matrixFile, 'utf8')) as PackedMatrix;
  const own = rows[provider];
  return own === undefined ? undefined : unpackMatrix({ checks, rows: { [provider]: own } })[provider];
}

export async function writeMatrix(matrix: Matrix): Promise<void> {
  await writeFile(matrixFile, `${JSON.stringify(packMatrix(matrix), null, 2)}\n`);
}

/** The file of a scenario that travels with the package, or null: its name is its id. */
export function scenarioFile(id: string): string | null {
  const path = `${scenariosFolder}/${id}.yaml`;
  return /^[\w-]+$/.test(id) && existsSync(path) ? path : null;
}

/** From the sources and from `dist` the package's own folder is a different number of folders up. */
export function shipped(path: string): string {
  const root = ['..', '../..'].find((up) => existsSync(new URL(`${up}/package.json`, import.meta.url))) ?? '..';
  return fileURLToPath(new URL(`${root}/${path}`, import.meta.url));
}
