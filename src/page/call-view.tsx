// One call that reached the issuer or the provider's API, and its answer.
import { BodyView, Headers } from './exchange.tsx';
import { nameOf, world } from './state.ts';
import { When } from './when.tsx';
import type { Call } from './world.ts';

export function CallView({ call: { received, answered } }: { readonly call: Call }) {
  const { method, path, query, side, applicant } = received;
  const token = world.value.now.entries.find(
    (entry) => (entry.kind === 'token.accepted' || entry.kind === 'token.refused') && entry.call === received.call,
  );
  return (
    <>
      <header>
        <h3>
          {method} {path}
          {query !== '' && <span class="dim">?{query}</span>}
        </h3>
        {answered !== null && (
          <span class={`chip ${answered.status !== null && answered.status < 300 ? 'good' : 'bad'}`}>
            {answered.status ?? 'broken off'}
          </span>
        )}
      </header>
      <p class="about">
        To the {side}, {applicant === null || applicant === '' ? 'about nobody known' : `about ${nameOf(applicant)}`}
      </p>
      <When entry={received} />
      {token?.kind === 'token.refused' && <p class="bad">Partner token refused: {token.reason}</p>}
      {token?.kind === 'token.accepted' && (
        <p class="dim">
          Partner token accepted: {token.alg}, kid {token.kid ?? 'none'}, claims{' '}
          <code>{JSON.stringify(token.claims)}</code>
        </p>
      )}
      <h4>Asked</h4>
      <Headers headers={received.headers} />
      <BodyView body={received.body} label="the body of the call" />
      <h4>Answered</h4>
      {answered === null ? (
        <p class="dim">Not yet.</p>
      ) : (
        <BodyView body={answered.body} label="the body of the answer" />
      )}
    </>
  );
}
