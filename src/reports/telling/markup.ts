// Text put inside markup, so that whatever a receiver answered stays text.
import { visible } from './visible.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For element content and quoted attributes of HTML and XML. XML 1.0 has no way to write most control characters. */
export function escaped(text: string): string {
  return visible(text).replaceAll(/[&<>"']/g, (mark) => entities[mark] as string);
}
