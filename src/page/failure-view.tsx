// One check that broke: why, how to mend it, how to repeat it, and where it was seen.
import type { CheckResult, Evidence, RunResult } from '../../harness/result.ts';
import { casesOf } from '../reports/telling/case.ts';
import { likelyText, restsOnText, signs } from '../reports/telling/facts.ts';
import { wayOf } from '../reports/telling/plain.ts';
import { CopyButton } from './exchange.tsx';
import { showEvidence } from './frozen-history.ts';
import { useState } from './ui.ts';

interface FailureProps {
  readonly result: RunResult;
  readonly check: CheckResult;
  readonly open: boolean;
}

export function Failure({ result, check, open }: FailureProps) {
  const rests = restsOnText(check, result);
  const facts: readonly (readonly [string, string | null])[] = [
    ['rule', check.rule],
    ['clause', check.clause],
    ['likely', check.likely && likelyText(check.likely)],
    ['mend', check.fix],
    ['assuming', rests],
    ['excused', check.excused],
  ];
  return (
    <details class="failure" open={open}>
      <summary>
        <span class="sign bad" aria-hidden="true">
          {signs.broken}
        </span>{' '}
        <b>{check.id}</b> <span class="dim">{check.level}</span>
      </summary>
      <p class="reason">{check.reason}</p>
      <dl class="facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <Cases result={result} check={check} />
      <div class="repeat">
        <code>{check.repeat}</code>
        <CopyButton text={check.repeat} label="Copy the command that repeats this" />
      </div>
    </details>
  );
}

/** The one that was clicked last shows what the issuer saw, also of people that no scenario knows. */
function Cases({ result, check }: { readonly result: RunResult; readonly check: CheckResult }) {
  const [most, setMost] = useState(5);
  const [chosen, setChosen] = useState<Evidence | null>(null);
  const { evidence } = check;
  return (
    <ul class="cases">
      {evidence.slice(0, most).map((each, nth) => (
        <li key={`${each.scenario} ${nth}`}>
          <button
            type="button"
            class="link"
            onClick={() => {
              setChosen(each);
              showEvidence(result, each);
            }}
          >
            {each.scenario}
          </button>{' '}
          <span class="dim">{each.tells}</span>
          {chosen === each && <Issuer result={result} check={{ ...check, evidence: [each] }} />}
        </li>
      ))}
      {evidence.length > most && (
        <li>
          <button type="button" class="quiet" onClick={() => setMost(evidence.length)}>
            {evidence.length - most} more
          </button>
        </li>
      )}
    </ul>
  );
}

function Issuer({ result, check }: { readonly result: RunResult; readonly check: CheckResult }) {
  const saw = casesOf(result, check).flatMap(({ issuer }) => issuer);
  if (saw.length === 0) return <p class="dim">The issuer saw nothing of this person.</p>;
  return (
    <>
      <p class="dim">The issuer saw:</p>
      <ul class="saw">
        {saw.map((moment, nth) => (
          <li key={`${moment.when} ${nth}`}>
            <code>{moment.when}</code> {wayOf(moment)}: {moment.text}
          </li>
        ))}
      </ul>
    </>
  );
}
