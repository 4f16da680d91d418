// GET /bureau/runs: the newest first, filtered by external_id, in pages of the assumed kind.
import { type ApiKey, jsonReply, type Match, type Reply, type Subject, type World } from '../../profile.ts';
import { type Refused, refused } from './errors.ts';
import { flagsOf, runView } from './result.ts';

const usual = 20;
const most = 100;

export function listRuns(world: World, visible: (run: Subject, key: ApiKey) => boolean) {
  const { readings } = world;
  const view = (runs: readonly Subject[]) => runs.map((run) => runView(run, readings));

  function byCursor(runs: readonly Subject[], query: URLSearchParams): Reply | Refused {
    const limit = whole(query.get('limit'), usual, most);
    if (limit === null) return refused('invalid_parameter', 'limit');
    const cursor = query.get('cursor');
    const from = cursor === null ? 0 : runs.findIndex(({ id }) => id === cursor) + 1;
    if (cursor !== null && from === 0) return refused('invalid_parameter', 'cursor');
    const shown = runs.slice(from, from + limit);
    const more = from + limit < runs.length;
    return jsonReply(200, { data: view(shown), has_more: more, next_cursor: more ? (shown.at(-1)?.id ?? null) : null });
  }

  function byPage(runs: readonly Subject[], query: URLSearchParams): Reply | Refused {
    const size = whole(query.get('per_page'), usual, most);
    if (size === null) return refused('invalid_parameter', 'per_page');
    const page = whole(query.get('page'), 1, Number.MAX_SAFE_INTEGER);
    if (page === null) return refused('invalid_parameter', 'page');
    const shown = runs.slice((page - 1) * size, page * size);
    return jsonReply(200, { data: view(shown), page, per_page: size, total: runs.length });
  }

  return ({ query }: Match, key: ApiKey): Reply | Refused => {
    const externalId = query.get('external_id');
    const runs = world
      .subjects()
      .filter((run) => visible(run, key) && (externalId === null || flagsOf(run).external_id === externalId))
      .reverse();
    return readings['list-pagination'] === 'page' ? byPage(runs, query) : byCursor(runs, query);
  };
}

/** A number from 1 to `highest`, the usual one where none is given, or null. */
function whole(text: string | null, otherwise: number, highest: number): number | null {
  if (text === null) return otherwise;
  return /^[1-9]\d*$/.test(text) && Number(text) <= highest ? Number(text) : null;
}
