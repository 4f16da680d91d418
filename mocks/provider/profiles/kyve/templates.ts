// Which template a session resolves to: by id, by slug, or the default (sessions page, "Create").
import type { JsonObject, Readings } from '../../profile.ts';

export type Resolved =
  | { readonly template: Template }
  | { readonly unknown: 'template_id' | 'template_slug' }
  | { readonly invalid: Readonly<Record<string, string>> };

export interface Template {
  readonly template_id: string;
  readonly template_version: number;
}

interface Known extends Template {
  readonly slug: string;
}

/** The first id is the sample of the sessions page; slugs, versions and the other ids are this sandbox's own. */
const workspaceDefault: Known = { template_id: 'tpl_abc123def456', template_version: 1, slug: 'default' };
const others: readonly Known[] = [{ template_id: 'tpl_plus00000000', template_version: 2, slug: 'plus' }];
/** Falls in where a test-mode workspace has no default. */
const platformScaffold: Template = { template_id: 'tpl_scaffold0000', template_version: 1 };

export function resolveTemplate(body: JsonObject, livemode: boolean, readings: Readings): Resolved {
  const { template_id: id, template_slug: slug } = body;
  const invalid = shapeFaults(id, slug, readings);
  if (Object.keys(invalid).length > 0) return { invalid };

  if (typeof id === 'string') return find('template_id', id, readings);
  if (typeof slug === 'string') return find('template_slug', slug, readings);
  if (readings['workspace-default'] !== 'none') return { template: pick(workspaceDefault) };
  if (!livemode) return { template: platformScaffold };
  return { invalid: { template_id: 'This workspace has no default template; name one.' } };
}

export function defaultTemplate(): Template {
  return pick(workspaceDefault);
}

function shapeFaults(id: unknown, slug: unknown, readings: Readings): Record<string, string> {
  const faults: Record<string, string> = {};
  if (id !== undefined && (typeof id !== 'string' || !id.startsWith('tpl_'))) {
    faults.template_id = 'Expected an id that begins with tpl_.';
  }
  if (slug !== undefined && (typeof slug !== 'string' || slug === '')) {
    faults.template_slug = 'Expected a slug.';
  }
  if (id !== undefined && slug !== undefined && readings['both-templates'] !== 'id-wins') {
    faults.template_slug = 'Give template_id or template_slug, not both.';
  }
  return faults;
}

function find(by: 'template_id' | 'template_slug', name: string, readings: Readings): Resolved {
  const known = [workspaceDefault, ...others].find(
    (each) => (by === 'template_id' ? each.template_id : each.slug) === name,
  );
  if (known !== undefined) return { template: pick(known) };
  if (readings.templates === 'listed') return { unknown: by };
  const id = by === 'template_id' ? name : `tpl_${name.replaceAll(/[^a-z0-9]/gi, '').toLowerCase()}`;
  return { template: { template_id: id, template_version: 1 } };
}

function pick({ template_id, template_version }: Template): Template {
  return { template_id, template_version };
}
