// One attempt: what was sent, what came back, how it was signed, and what can be done with it.
import { toCurl } from './curl.ts';
import { BodyView, CopyButton, Headers } from './exchange.tsx';
import { Ladder } from './ladder.tsx';
import { take } from './live.ts';
import { tookText } from './moment-text.ts';
import { outcomeOfAttempt } from './outcome.ts';
import { SignatureView } from './signature-view.tsx';
import { draft, filter, isServed, nameOf, world } from './state.ts';
import { signal } from './ui.ts';
import { When } from './when.tsx';
import type { Attempt } from './world.ts';

const tabs = ['exchange', 'signature'] as const;
/** Stays what it is from one attempt to the next. */
const tab = signal<(typeof tabs)[number]>('exchange');

export function AttemptView({ attempt }: { readonly attempt: Attempt }) {
  const { sent } = attempt;
  const { text, tone } = outcomeOfAttempt(attempt);
  const delivery = world.value.now.deliveries.get(sent.delivery);
  const type = world.value.now.events.get(sent.event)?.type ?? sent.event;
  return (
    <>
      <header>
        <h3>
          {type} <span class="dim">attempt {sent.attempt}</span>
        </h3>
        <span class={`chip ${tone}`}>{text}</span>
      </header>
      <p class="about">
        {sent.delivery} of event <code>{sent.event}</code> to {sent.endpoint}, about{' '}
        <button
          type="button"
          class="link"
          onClick={() => (filter.value = { ...filter.value, applicant: sent.applicant })}
        >
          {nameOf(sent.applicant) || 'nobody'}
        </button>
        {sent.flaws.length > 0 && <b class="warn"> · on purpose: {sent.flaws.join(', ')}</b>}
      </p>
      <When entry={sent} />
      <div class="tools">
        {isServed.value && <Acts attempt={attempt} type={type} />}
        <CopyButton text={toCurl({ url: sent.url, headers: sent.headers, body: sent.body.text })} label="Copy as curl">
          curl
        </CopyButton>
      </div>
      {delivery !== undefined && <Ladder delivery={delivery} />}
      <div class="tabs" role="tablist" aria-label="Parts of this attempt">
        {tabs.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`tab-${each}`}
            aria-selected={tab.value === each}
            aria-controls="tab-panel"
            onClick={() => (tab.value = each)}
          >
            {each === 'exchange' ? 'Sent and answered' : 'Signature'}
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab.value}`}>
        {tab.value === 'exchange' ? <Exchange attempt={attempt} /> : <SignatureView attempt={attempt} />}
      </div>
    </>
  );
}

function Acts({ attempt: { sent }, type }: { readonly attempt: Attempt; readonly type: string }) {
  const again = (more: object) => void take({ redeliver: { delivery: sent.delivery, ...more } });
  return (
    <>
      <button type="button" onClick={() => again({})}>
        Redeliver
      </button>
      <button type="button" onClick={() => again({ after: '12h' })}>
        … in 12 h
      </button>
      <button type="button" onClick={() => again({ times: 2 })}>
        … twice
      </button>
      <button
        type="button"
        onClick={() => {
          const applicant = world.value.now.names.get(sent.applicant) ?? sent.applicant;
          draft.value = { type, applicant, body: sent.body.text };
        }}
      >
        Change and send
      </button>
    </>
  );
}

function Exchange({ attempt: { sent, back } }: { readonly attempt: Attempt }) {
  return (
    <>
      <h4>
        Sent <code>POST {sent.url}</code>
      </h4>
      <Headers headers={sent.headers} />
      <BodyView body={sent.body} label="the body that was sent" />
      <h4>Answered</h4>
      {back === null && <p class="dim">Not yet.</p>}
      {back?.kind === 'attempt.unanswered' && (
        <p>
          <span class="chip warn">{back.silence}</span> {back.message}{' '}
          <span class="dim">after {tookText(back.took)}</span>
        </p>
      )}
      {back?.kind === 'attempt.answered' && (
        <>
          <p>
            <b>{back.status}</b> <span class="dim">after {tookText(back.took)} of wall time</span>
            {back.discarded && <b class="warn"> · lost on its way on purpose</b>}
          </p>
          <Headers headers={back.headers} />
          <BodyView body={back.body} label="the body of the answer" />
        </>
      )}
    </>
  );
}
