// The door to pactum. Its settings are one mutable object for the whole process and its mock server listens on every
// interface, so nothing but `spec` is taken from it. Loaded when the first request is made: it takes a tenth of a second.

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent to the byte. */
  readonly body: string | null;
  readonly timeout: number;
}

export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Redirects are not followed; no answer is an error with pactum's own message. */
export async function ask({ method, url, headers, body, timeout }: Asked): Promise<Answer> {
  const { default: pactum } = await import('pactum');
  const call = pactum.spec();
  call
    .withMethod(method)
    .withPath(url)
    .withHeaders({ ...headers })
    .withRequestTimeout(timeout);
  // stdout carries our result: nothing of pactum's own is printed.
  call
    .withFollowRedirects(false)
    .useLogLevel('SILENT' as 'ERROR')
    .inspect(false);
  if (body !== null) call.withBody(body);
  const response = (await call.toss()) as unknown as { statusCode: number; headers: Headers; text?: string };
  return { status: response.statusCode, headers: flat(response.headers), body: response.text ?? '' };
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function flat(headers: Headers): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
