// An attempt, or a step, as a command for a POSIX shell.

interface Request {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function toCurl({ url, headers, body }: Request): string {
  const lines = [
    `curl -i ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `--data-binary ${quoted(body)}`,
  ];
  return lines.join(' \\\n  ');
}

export function stepAsCurl(step: unknown, origin: string): string {
  return `curl -d ${quoted(JSON.stringify(step))} ${origin}/steps`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
