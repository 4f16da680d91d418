// The body of an answer as JSON, where it is JSON.
import { type Json, readJson } from '../../mocks/json.ts';

export function jsonOf(text: string): Json {
  const read = readJson(text);
  return 'value' in read ? read.value : null;
}
