// What the page asks of the control port that it came from.
import type { Json } from '../../mocks/json.ts';

/** The control port said no; its sentence says why. */
export class Refused extends Error {}

export async function ask<Answer>(path: string, body?: Json): Promise<Answer> {
  const response = await fetch(path, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
  const answer = (await response.json()) as { error?: { message: string } };
  if (answer.error !== undefined) throw new Refused(answer.error.message);
  return answer as Answer;
}

export async function askText(path: string): Promise<string> {
  const response = await fetch(path);
  const text = await response.text();
  if (!response.ok) throw new Refused((JSON.parse(text) as { error: { message: string } }).error.message);
  return text;
}

/** A word put into a path. */
export const word = encodeURIComponent;
