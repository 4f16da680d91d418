// A target with what only the run that opened it needs to know.
import { DoubleactError } from '../../mocks/errors.ts';
import type { Target } from '../target.ts';

export interface OpenTarget extends Target {
  /** Hears at once when it is gone for good; returns the way to stop hearing. */
  onDeath(hear: (why: string) => void): () => void;
  /** Looks whether it is still there, for targets that cannot tell by themselves. */
  look(): Promise<void>;
}

/** The cause of death, told once to everybody. */
export interface Mourning {
  why(): string | null;
  tell(why: string): void;
  /** It lives again. */
  forget(): void;
  onDeath: OpenTarget['onDeath'];
}

export function createMourning(): Mourning {
  let why: string | null = null;
  const listeners = new Set<(why: string) => void>();
  return {
    why: () => why,
    tell(reason) {
      if (why !== null) return;
      why = reason;
      for (const hear of listeners) hear(reason);
    },
    forget() {
      why = null;
    },
    onDeath(hear) {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
  };
}

/** The receiver is not there: nothing that was asked of it can be judged. */
export function gone(where: string, expected: string, got: string, hint?: string): DoubleactError {
  return new DoubleactError('receiver-gone', { where, expected, got, hint });
}
