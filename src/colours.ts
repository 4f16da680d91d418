// Colours for a terminal, or none; the door to picocolors.
import pc from 'picocolors';

export type Colours = ReturnType<typeof pc.createColors>;

export function coloursFor(wanted: boolean): Colours {
  return pc.createColors(wanted);
}
