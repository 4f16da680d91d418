// Headers and bytes, as they were sent or answered. Whatever they hold, it is text.
import type { Entry } from '../../harness/result.ts';
import { copyText } from './browser.ts';
import { Icon } from './icon.tsx';
import { useState } from './ui.ts';

type Body = Extract<Entry, { kind: 'attempt.sent' }>['body'];

export function Headers({ headers }: { readonly headers: Readonly<Record<string, string>> }) {
  const rows = Object.entries(headers);
  if (rows.length === 0) return <p class="dim">No headers were kept.</p>;
  return (
    <table class="headers">
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const views = ['bytes as sent', 'read as JSON', 'hex'] as const;

export function BodyView({ body, label }: { readonly body: Body; readonly label: string }) {
  const [view, setView] = useState<(typeof views)[number]>('bytes as sent');
  if (body.bytes === 0) return <p class="dim">No body.</p>;
  return (
    <div class="body">
      <div class="tools">
        <span class="dim">
          {body.bytes} bytes{body.cut && ', of which the beginning was kept'}
        </span>
        <span class="grow" />
        <fieldset class="segments" aria-label={`${label}: how to show it`}>
          {views.map((each) => (
            <button key={each} type="button" aria-pressed={view === each} onClick={() => setView(each)}>
              {each}
            </button>
          ))}
        </fieldset>
        <CopyButton text={body.text} label={`Copy ${label}`} />
      </div>
      <Verbatim text={shown(body.text, view)} label={label} />
    </div>
  );
}

/** Text as it is, in a box that scrolls; what scrolls must be reached by the keyboard. */
export function Verbatim({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="verbatim" tabIndex={0} aria-label={label}>
      <pre>{text}</pre>
    </section>
  );
}

export function CopyButton({ text, label, children }: { text: string; label: string; children?: string }) {
  const [done, setDone] = useState(false);
  return (
    <button
      type="button"
      class="quiet"
      onClick={() => {
        void copyText(text);
        setDone(true);
      }}
      onBlur={() => setDone(false)}
    >
      <Icon name="copy" label={label} />
      {done ? ' copied' : children && ` ${children}`}
    </button>
  );
}

function shown(text: string, view: (typeof views)[number]): string {
  if (view === 'hex') return hexDump(new TextEncoder().encode(text).subarray(0, 8192));
  if (view === 'bytes as sent') return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return `This is no JSON:\n\n${text}`;
  }
}

function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(47)}  ${text}`);
  }
  return lines.join('\n');
}
