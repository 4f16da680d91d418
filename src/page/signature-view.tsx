// How the signature of an attempt was made, and where the user's own goes another way.
import type { Comparison } from '../../mocks/provider/signature-comparison.ts';
import type { SignatureSteps } from '../../mocks/provider/signature-steps.ts';
import { ask, Refused } from './control.ts';
import { CopyButton, Verbatim } from './exchange.tsx';
import { instantText } from './moment-text.ts';
import { isServed } from './state.ts';
import { useEffect, useId, useRef, useState } from './ui.ts';
import type { Attempt } from './world.ts';

interface Explained {
  readonly signature: SignatureSteps | null;
  readonly secrets?: readonly string[];
}

export function SignatureView({ attempt }: { readonly attempt: Attempt }) {
  return isServed.value ? <Explanation attempt={attempt} /> : <Kept attempt={attempt} />;
}

/** In a report: what the journal kept. Keys and secrets stay where they were. */
function Kept({ attempt: { sent } }: { readonly attempt: Attempt }) {
  if (sent.signed === null) return <p>Nothing was signed.</p>;
  return (
    <>
      <p>The signature was made over this string, in which {'{body}'} stands for the body's bytes:</p>
      <pre>{sent.signed}</pre>
      <p class="dim">
        On the page of a running server every step is shown, and what your code computed can be compared.
      </p>
    </>
  );
}

function Explanation({ attempt: { sent } }: { readonly attempt: Attempt }) {
  const path = `deliveries/${sent.delivery}/attempts/${sent.attempt}/signature?copy=${sent.copy}`;
  const [told, setTold] = useState<Explained | null>(null);
  const [trouble, setTrouble] = useState('');
  const read = (more = '') =>
    void ask<Explained>(path + more).then(setTold, (fault: Error) => setTrouble(fault.message));
  useEffect(() => read(), [path]);
  if (trouble !== '') return <p class="bad">{trouble}</p>;
  if (told === null) return <p class="dim">…</p>;
  const { signature, secrets } = told;
  if (signature === null) return <p>This provider signs nothing.</p>;
  return (
    <>
      {signature.odd.map((each) => (
        <p key={each} class="warn">
          On purpose: {each}
        </p>
      ))}
      <ol class="steps">
        {signature.t !== null && (
          <li>
            <h4>The time</h4>
            <p>
              t = <code>{signature.t}</code>, which is {instantText(signature.t * 1000)} UTC
              {signature.tolerance !== null && `; good for ${signature.tolerance} seconds either way`}
              {signature.renews ? '; new on each attempt' : '; that of the first attempt'}
            </p>
          </li>
        )}
        <li>
          <h4>
            The string that is signed <span class="dim">{signature.signed.bytes} bytes</span>
          </h4>
          <div class="body">
            <div class="tools">
              <span class="grow" />
              <CopyButton text={signature.signed.text} label="Copy the signed string" />
            </div>
            <Verbatim text={signature.signed.text} label="the string that is signed" />
          </div>
        </li>
        <li>
          <h4>The key</h4>
          {signature.keys.map(({ form, bytes, mac }, nth) => (
            <p key={mac}>
              {form}; {bytes} bytes{secrets?.[nth] !== undefined && <code class="secret">{secrets[nth]}</code>}
            </p>
          ))}
          {secrets === undefined && (
            <button type="button" class="quiet" onClick={() => read('&secret=shown')}>
              Show the secret of this sandbox
            </button>
          )}
        </li>
        <li>
          <h4>
            The signature{' '}
            <span class="dim">
              HMAC-{signature.algorithm.toUpperCase()}, written as {signature.encoding}
            </span>
          </h4>
          {signature.keys.map(({ mac }) => (
            <pre key={mac}>{mac}</pre>
          ))}
        </li>
        <li>
          <h4>The header that was sent</h4>
          <pre>{signature.sent === null ? 'none' : `${signature.header}: ${signature.sent}`}</pre>
        </li>
      </ol>
      <Compare path={path} />
    </>
  );
}

function Compare({ path }: { readonly path: string }) {
  const [computed, setComputed] = useState('');
  const [found, setFound] = useState<Comparison | null>(null);
  const [trouble, setTrouble] = useState('');
  const id = useId();

  async function compare(): Promise<void> {
    setTrouble('');
    setFound(null);
    try {
      setFound(await ask<Comparison>(path, { computed }));
    } catch (fault) {
      setTrouble(fault instanceof Refused ? fault.message : 'The server cannot be reached.');
    }
  }

  return (
    <section class="compare">
      <h4>
        <label for={id}>Why did verification fail?</label>
      </h4>
      <p class="dim">Paste what your code computed: the signature, the string it signs, or the body it read.</p>
      <textarea
        id={id}
        rows={3}
        spellcheck={false}
        value={computed}
        onInput={(event) => setComputed(event.currentTarget.value)}
      />
      <button type="button" disabled={computed === ''} onClick={() => void compare()}>
        Compare
      </button>
      <div aria-live="polite">
        {trouble !== '' && <p class="bad">{trouble}</p>}
        {found !== null && <Found found={found} />}
      </div>
    </section>
  );
}

function Found({ found }: { readonly found: Comparison }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [found]);
  const { what, same, tells, difference } = found;
  return (
    <div ref={box} class={`found ${same ? 'good' : 'bad'}`}>
      <p>
        <b>{same ? `The ${what} is the same.` : `The ${what} is another.`}</b>
      </p>
      {tells.map((each) => (
        <p key={each}>{each}</p>
      ))}
      {difference !== null && (
        <table>
          <caption class="dim">First difference, at byte {difference.at}</caption>
          <tbody>
            <tr>
              <th scope="row">signed</th>
              <td>
                <code>
                  <span class="dim">{visible(difference.before)}</span>
                  <mark>{visible(difference.expected) || 'the end'}</mark>
                </code>
              </td>
            </tr>
            <tr>
              <th scope="row">yours</th>
              <td>
                <code>
                  <span class="dim">{visible(difference.before)}</span>
                  <mark>{visible(difference.got) || 'the end'}</mark>
                </code>
              </td>
            </tr>
          </tbody>
        </table>
      )}
    </div>
  );
}

/** Blanks that matter, made to be seen. */
function visible(text: string): string {
  return text.replaceAll('\r', '␍').replaceAll('\n', '␊').replaceAll('\t', '␉').replaceAll(' ', '·');
}
