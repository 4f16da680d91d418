// Where a provider delivers to: a URL with its own secrets, event filter and mode.
import { DoubleactError } from '../errors.ts';

export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[] | 'all';
  readonly livemode: boolean;
  readonly enabled: boolean;
  /** The user's own, sent with every attempt. */
  readonly headers: Readonly<Record<string, string>>;
  /** Good secrets, the newest first. Two of them while a rotation overlaps. */
  readonly secrets: readonly string[];
  /** Secrets that were good once. */
  readonly retired: readonly string[];
}

export function takes(endpoint: Endpoint, type: string, livemode: boolean): boolean {
  return (
    endpoint.enabled && endpoint.livemode === livemode && (endpoint.events === 'all' || endpoint.events.includes(type))
  );
}

export interface TargetRules {
  readonly livemode: boolean;
  readonly plainHttp: boolean;
  /** Hosts besides loopback that the user has allowed. */
  readonly allowHosts: readonly string[];
}

/** The URL if doubleact may send there: loopback, or a host the user has named. */
export function checkTarget(text: string, rules: TargetRules, where: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new DoubleactError('bad-url', {
      where,
      expected: 'an http or https URL such as http://127.0.0.1:3000/webhooks',
      got: JSON.stringify(text),
    });
  }
  if (!isLoopback(url.hostname) && !rules.allowHosts.includes(url.hostname)) {
    throw new DoubleactError('bad-url', {
      where,
      expected: 'a receiver on this machine (127.0.0.1, localhost or [::1])',
      got: url.hostname,
      hint: `If that host is yours, allow it with --allow-host ${url.hostname}.`,
    });
  }
  if (url.protocol === 'http:' && !rules.plainHttp) {
    throw new DoubleactError('bad-url', {
      where,
      expected: `an https URL: this provider takes plain http for ${rules.livemode ? 'sandbox endpoints only' : 'none'}`,
      got: JSON.stringify(text),
      hint: 'Use https, or an endpoint with livemode false.',
    });
  }
  return url;
}

export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || hostname === '::1' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
