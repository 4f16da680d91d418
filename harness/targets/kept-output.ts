// The end of what a program printed. It is always read, so that the program never waits for a reader.
import type { Readable } from 'node:stream';

export interface KeptOutput {
  take(stream: Readable | null): void;
  text(): string;
}

export function createKeptOutput(limit = 64 * 1024): KeptOutput {
  let pieces: Buffer[] = [];
  let size = 0;
  return {
    take(stream) {
      stream?.on('error', () => {});
      stream?.on('data', (piece: Buffer) => {
        pieces.push(piece);
        size += piece.length;
        if (size > limit * 2) {
          pieces = [Buffer.concat(pieces).subarray(-limit)];
          size = limit;
        }
      });
    },
    text: () => Buffer.concat(pieces).subarray(-limit).toString('utf8'),
  };
}
