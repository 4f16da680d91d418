// Each applicant's credentials through their states. More than one that is live is what must not be, and is seen at once.
import { sinceText } from './moment-text.ts';
import { filter, nameOf, selected, world } from './state.ts';
import { type Credential, isLive, stateOf } from './world.ts';

export function Credentials() {
  const { credentials, people } = world.value.now;
  const byPerson = new Map<string, Credential[]>([...people].map((email) => [email, []]));
  for (const credential of credentials.values()) {
    const { applicant } = credential.issued;
    byPerson.set(applicant, [...(byPerson.get(applicant) ?? []), credential]);
  }
  if (byPerson.size === 0) return <p class="empty">No applicant yet. Emit an event about one.</p>;
  return (
    <ul class="people">
      {[...byPerson].map(([email, theirs]) => (
        <Person key={email} email={email} credentials={theirs} />
      ))}
    </ul>
  );
}

function Person({ email, credentials }: { readonly email: string; readonly credentials: readonly Credential[] }) {
  const live = credentials.filter(isLive).length;
  const returned = credentials.reduce((sum, each) => sum + each.returned, 0);
  return (
    <li>
      <button
        type="button"
        class="link"
        aria-pressed={filter.value.applicant === email}
        onClick={() => (filter.value = { ...filter.value, applicant: filter.value.applicant === email ? '' : email })}
      >
        {nameOf(email)}
      </button>{' '}
      {credentials.length === 0 && <span class="dim">none</span>}
      {live > 1 && <b class="chip bad">{live} live</b>}
      {returned > 0 && <span class="chip calm">asked {returned + 1} times</span>}
      {credentials.map((credential) => (
        <Way key={credential.issued.hash} credential={credential} />
      ))}
    </li>
  );
}

const tones: Readonly<Record<string, string>> = { WAIT_ONCHAIN: 'warn', ONCHAIN: 'good' };

function Way({ credential }: { readonly credential: Credential }) {
  const { issued, states } = credential;
  return (
    <div class={`way ${isLive(credential) ? '' : 'gone'}`}>
      <code>{issued.hash.slice(0, 10)}…</code>
      {issued.replaces !== null && <span class="dim"> in place of {issued.replaces.slice(0, 6)}…</span>}
      <ol aria-label={`States, now ${stateOf(credential)}`}>
        {states.map(({ state, at, why, seq }) => (
          <li key={seq}>
            <button
              type="button"
              class={`chip ${tones[state] ?? 'calm'}`}
              title={why}
              onClick={() => (selected.value = seq)}
            >
              {state} <small>{sinceText(at)}</small>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
