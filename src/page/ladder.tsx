// The retry ladder of one delivery, drawn to scale: the attempts there were and those to come.
import { instantText, sinceText, tookText } from './moment-text.ts';
import { outcomeOfAttempt } from './outcome.ts';
import { coming, present, selected, world } from './state.ts';
import type { Delivery } from './world.ts';

const wide = 1000;

export function Ladder({ delivery }: { readonly delivery: Delivery }) {
  const { attempts, due } = delivery;
  const rungs = coming.value.get(delivery.id) ?? (due === null ? [] : [{ at: due, manual: false }]);
  const from = attempts[0]?.sent.at ?? delivery.createdAt;
  const to = Math.max(from + 1000, ...attempts.map(({ sent }) => sent.at), ...rungs.map(({ at }) => at));
  const x = (at: number) => 12 + ((at - from) / (to - from)) * (wide - 24);
  const now = present.value;
  const { start } = world.value.now;
  return (
    <section class="ladder" aria-label="Every attempt of this delivery">
      {attempts.length + rungs.length > 1 && (
        <svg viewBox={`0 0 ${wide} 34`} preserveAspectRatio="none" aria-hidden="true">
          <line x1={x(from)} x2={x(attempts.at(-1)?.sent.at ?? from)} y1="17" y2="17" class="passed" />
          <line x1={x(attempts.at(-1)?.sent.at ?? from)} x2={x(to)} y1="17" y2="17" class="coming" />
          {rungs.map(({ at }) => (
            <line key={at} x1={x(at)} x2={x(at)} y1="9" y2="25" class="rung" />
          ))}
          {attempts.map((attempt) => (
            <line
              key={attempt.sent.seq}
              x1={x(attempt.sent.at)}
              x2={x(attempt.sent.at)}
              y1="4"
              y2="30"
              class={`attempt ${outcomeOfAttempt(attempt).tone}`}
            />
          ))}
          {now !== null && now >= from && now <= to && <line x1={x(now)} x2={x(now)} y1="0" y2="34" class="now" />}
        </svg>
      )}
      <ol>
        {attempts.map((attempt) => {
          const { text, tone } = outcomeOfAttempt(attempt);
          const { sent, back } = attempt;
          return (
            <li key={sent.seq}>
              <button
                type="button"
                class="rung"
                aria-current={sent.seq === selected.value}
                onClick={() => (selected.value = sent.seq)}
              >
                <b>
                  {sent.attempt}
                  {sent.copy > 1 && `.${sent.copy}`}
                </b>
                <span>{sinceText(sent.at - from)}</span>
                <span class={`chip ${tone}`}>{text}</span>
                {back !== null && <span class="dim">{tookText(back.took)}</span>}
                {sent.manual && <span class="dim">by hand</span>}
              </button>
            </li>
          );
        })}
        {rungs.map(({ at, manual }) => (
          <li key={`to-come-${at}`} class="to-come" title={start > 0 ? `${instantText(start + at)} UTC` : undefined}>
            <span>{sinceText(at - from)}</span>
            <span class="chip calm">{manual ? 'resend to come' : 'to come'}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
