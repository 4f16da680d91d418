// What will be sent, to be read before it is: whoever has clicked it can write it.
import type { Json, JsonObject } from '../../mocks/json.ts';
import { stepAsCurl } from './curl.ts';
import { CopyButton, Verbatim } from './exchange.tsx';
import { take } from './live.ts';
import { useState } from './ui.ts';

export function SendStep({ step }: { readonly step: Json }) {
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<JsonObject | null>(null);
  return (
    <div class="send">
      <pre class="preview">{JSON.stringify(step)}</pre>
      <div class="tools">
        <button
          type="button"
          class="main"
          disabled={busy}
          onClick={async () => {
            setBusy(true);
            setAnswer(await take(step));
            setBusy(false);
          }}
        >
          {busy ? 'Under way…' : 'Take this step'}
        </button>
        <CopyButton text={stepAsCurl(step, location.origin)} label="Copy the step as curl">
          curl
        </CopyButton>
      </div>
      {/* What came of it, such as the new secret that a receiver must be told. */}
      {answer !== null && (
        <details>
          <summary>What came of it</summary>
          <Verbatim text={JSON.stringify(answer, null, 2)} label="what came of the step" />
        </details>
      )}
    </div>
  );
}
