// A receiver that somebody else has started: all we can do is look whether it is there.
import { isLoopback } from '../../mocks/provider/endpoint.ts';
import { createMourning, gone, type OpenTarget } from './open-target.ts';
import { isOpen } from './reach.ts';
import type { AddressSpec } from './spec.ts';

export async function openAddress({ url: given }: AddressSpec, path: string): Promise<OpenTarget> {
  const url = URL.canParse(given) ? withPath(new URL(given), path) : null;
  // What is wrong with it the endpoint says, in the same words as everywhere.
  const { hostname, port } = place(url);
  if (url !== null && isLoopback(hostname) && !(await isOpen(hostname, port))) {
    throw gone('--receiver', `a receiver that listens at ${url.origin}`, 'nothing there', 'Start it first.');
  }
  const mourning = createMourning();
  return {
    url: url?.href ?? given,
    receiver: null,
    restart: null,
    died: mourning.why,
    onDeath: mourning.onDeath,
    output: () => null,
    async look() {
      if (!(await isOpen(hostname, port))) mourning.tell(`nothing listens at ${url?.origin ?? given} any more`);
    },
    async stop() {},
  };
}

function withPath(url: URL, path: string): URL {
  return url.pathname === '/' && url.search === '' ? new URL(path, url) : url;
}

function place(url: URL | null): { hostname: string; port: number } {
  const usual = url?.protocol === 'https:' ? 443 : 80;
  const hostname = (url?.hostname ?? '').replace(/^\[(.*)\]$/, '$1');
  return { hostname, port: url === null || url.port === '' ? usual : Number(url.port) };
}
