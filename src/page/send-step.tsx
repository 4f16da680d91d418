// What will be sent, to be read before it is: whoever has clicked it can write it.
import type { Json } from '../../mocks/json.ts';
import { stepAsCurl } from './curl.ts';
import { CopyButton } from './exchange.tsx';
import { take } from './live.ts';
import { useState } from './ui.ts';

export function SendStep({ step }: { readonly step: Json }) {
  const [busy, setBusy] = useState(false);
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
            await take(step);
            setBusy(false);
          }}
        >
          {busy ? 'Under way…' : 'Take this step'}
        </button>
        <CopyButton text={stepAsCurl(step, location.origin)} label="Copy the step as curl">
          curl
        </CopyButton>
      </div>
    </div>
  );
}
