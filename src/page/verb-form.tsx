// The form of any verb, from its schema.
import { offer, type Verb } from './live.ts';
import { SendStep } from './send-step.tsx';
import { nameOf, world } from './state.ts';
import { useId, useState } from './ui.ts';
import { type Field, inputOf, variantsOf } from './verb-fields.ts';

type Said = Readonly<Record<string, string>>;

export function VerbForm({ verb }: { readonly verb: Verb }) {
  const variants = variantsOf(verb.schema);
  const [nth, setNth] = useState(0);
  const [said, setSaid] = useState<Said>({});
  const variant = variants[nth] ?? variants[0];
  if (variant === undefined) return null;
  const input = (field: Field) => (
    <FieldInput
      key={field.name}
      field={field}
      value={said[field.name] ?? ''}
      say={(text) => setSaid({ ...said, [field.name]: text })}
    />
  );
  return (
    <>
      {variants.length > 1 && (
        <fieldset class="segments" aria-label="Way of saying it">
          {variants.map(({ title }, at) => (
            <button key={`${title} ${at}`} type="button" aria-pressed={at === nth} onClick={() => setNth(at)}>
              {title}
            </button>
          ))}
        </fieldset>
      )}
      {variant.fields.filter(({ usual }) => usual).map(input)}
      {variant.fields.some(({ usual }) => !usual) && (
        <details>
          <summary>More</summary>
          {variant.fields.filter(({ usual }) => !usual).map(input)}
        </details>
      )}
      <p class="dim example">
        For example <code>{JSON.stringify(verb.examples[nth] ?? verb.examples[0])}</code>
      </p>
      <SendStep step={{ [verb.verb]: inputOf(variant, said) }} />
    </>
  );
}

interface FieldProps {
  readonly field: Pick<Field, 'name' | 'required' | 'kind' | 'choices'>;
  readonly value: string;
  readonly say: (text: string) => void;
}

export function FieldInput({ field: { name, required, kind, choices }, value, say }: FieldProps) {
  const id = useId();
  const offered = kind === 'yes-no' ? ['true', 'false'] : choices;
  const hint = hintFor(name, value);
  return (
    <div class="field">
      <label for={id}>
        {name === 'value' ? 'how long, or what' : name}
        {required && <span class="dim"> needed</span>}
      </label>
      {offered.length > 0 ? (
        <select id={id} value={value} onChange={(event) => say(event.currentTarget.value)}>
          <option value="">{required ? 'choose' : 'as usual'}</option>
          {offered.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          list={`${id}-known`}
          value={value}
          spellcheck={false}
          autocomplete="off"
          placeholder={placeholders[name] ?? ''}
          onInput={(event) => say(event.currentTarget.value)}
        />
      )}
      {offered.length === 0 && (
        <datalist id={`${id}-known`}>
          {knownFor(name).map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {hint !== null && <p class="dim hint">{hint}</p>}
    </div>
  );
}

const placeholders: Readonly<Record<string, string>> = {
  value: '30m',
  after: '12h',
  overlap: '24h',
  for: '10m',
  delay: '5s',
  retryAfter: '2s',
  applicant: 'ana',
  url: 'http://127.0.0.1:3000/hook',
};

/** What there is by that name already. */
function knownFor(name: string): readonly string[] {
  const { now } = world.value;
  const known: Readonly<Record<string, () => readonly string[]>> = {
    applicant: () => [...now.people].map(nameOf),
    calm: () => [...now.people].map(nameOf),
    event: () => [...now.events.keys()].slice(-50),
    delivery: () => [...now.deliveries.keys()].slice(-50),
    endpoint: () => [...now.endpoints.keys()],
    beside: () => [...now.endpoints.keys()],
  };
  return known[name]?.() ?? [];
}

/** What the chosen flaw or mood does. */
function hintFor(name: string, value: string): string | null {
  if (value === '') return null;
  const { flaws = [], moods = [] } = offer.value ?? {};
  if (['flaw', 'name', 'value', 'mood'].includes(name))
    return [...flaws, ...moods].find(({ id }) => id === value)?.tells ?? null;
  return null;
}
