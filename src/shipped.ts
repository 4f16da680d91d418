// What travels with the package besides code: scenario files and the kill matrix.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Matrix, type PackedMatrix, packMatrix, unpackMatrix } from '../harness/diagnosis.ts';

export const scenariosFolder = shipped('scenarios');
export const matrixFile = shipped('harness/reference/kill-matrix.json');

/** Empty until it has been written for the first time. */
export async function readMatrix(): Promise<Matrix> {
  if (!existsSync(matrixFile)) return {};
  return unpackMatrix(JSON.parse(await readFile(matrixFile, 'utf8')) as PackedMatrix);
}

export async function writeMatrix(matrix: Matrix): Promise<void> {
  await writeFile(matrixFile, `${JSON.stringify(packMatrix(matrix), null, 2)}\n`);
}

/** From the sources and from `dist` the package's own folder is a different number of folders up. */
export function shipped(path: string): string {
  const root = ['..', '../..'].find((up) => existsSync(new URL(`${up}/package.json`, import.meta.url))) ?? '..';
  return fileURLToPath(new URL(`${root}/${path}`, import.meta.url));
}
