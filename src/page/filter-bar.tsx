// What to see, chosen from what there is.
import { type Filter, isFiltering, noFilter } from './filter.ts';
import { outcomes } from './outcome.ts';
import { filter, nameOf, shownEntries, world } from './state.ts';

export function FilterBar() {
  const { people, events, endpoints } = world.value.now;
  const types = [...new Set([...events.values()].map(({ type }) => type))].sort();
  const count = shownEntries.value.length;
  return (
    <div class="filters">
      <Choice field="applicant" label="applicant" values={[...people].map((email) => [email, nameOf(email)])} />
      <Choice field="type" label="event" values={types.map((type) => [type, type])} />
      <Choice field="endpoint" label="endpoint" values={[...endpoints.keys()].map((id) => [id, id])} />
      <Choice field="outcome" label="outcome" values={Object.entries(outcomes)} />
      <button
        type="button"
        class="quiet"
        disabled={!isFiltering(filter.value)}
        onClick={() => (filter.value = noFilter)}
      >
        All
      </button>
      <span class="grow" />
      <span class="dim">
        {count} {count === 1 ? 'line' : 'lines'}
      </span>
    </div>
  );
}

interface ChoiceProps {
  readonly field: keyof Filter;
  readonly label: string;
  readonly values: readonly (readonly [string, string])[];
}

function Choice({ field, label, values }: ChoiceProps) {
  return (
    <select
      aria-label={`Filter by ${label}`}
      class={filter.value[field] === '' ? '' : 'on'}
      value={filter.value[field]}
      onChange={(event) => (filter.value = { ...filter.value, [field]: event.currentTarget.value })}
    >
      <option value="">{label}</option>
      {values.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}
