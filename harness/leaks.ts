// What gives away the inside of a receiver when it stands in an answer to a stranger.
import { blackout } from '../mocks/redact.ts';

const marks: readonly (readonly [RegExp, string])[] = [
  [/^\s*at .+[(:]\S*:\d+(?::\d+)?\)?\s*$/m, 'a stack trace'],
  [/Traceback \(most recent call last\)|File "[^"]+", line \d+/, 'a stack trace'],
  [/\bat [\w.$]+\(\w+\.java:\d+\)|goroutine \d+ \[/, 'a stack trace'],
  [/node_modules|node:internal|java\.lang\.|site-packages/, 'the name of a module'],
  [/(?:^|[\s"'(=:])(?:\/(?:home|usr|var|opt|app|root|srv|tmp|work)\/[\w.-]+|[A-Z]:\\[\w.-]+)/, 'the path of a file'],
  [
    /\bE(?:CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT|PIPE)\b|\b(?:Type|Reference|Range|Syntax)Error\b/,
    'the text of an exception',
  ],
  [/-----BEGIN [A-Z ]*KEY-----/, 'a key'],
  [/https?:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?\//, 'an inner address'],
];

/** What it gives away, in words; null where nothing was found. `upstream`: what the issuer answered to failed calls. */
export function leakIn(text: string, upstream: readonly string[]): string | null {
  // The journal has blacked out what must never be seen: it was there.
  if (text.includes(blackout)) return 'a secret';
  for (const [pattern, what] of marks) if (pattern.test(text)) return what;
  for (const body of upstream) {
    const message = /"message":"([^"]{12,})"/.exec(body)?.[1];
    if (message !== undefined && text.includes(message)) return 'what the issuer answered';
  }
  return null;
}
