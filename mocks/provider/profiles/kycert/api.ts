// The bureau runs API: its routes, and what is answered where there is none.
import {
  type Api,
  type ApiKey,
  jsonReply,
  type Match,
  param,
  type Refusal,
  type Reply,
  type Subject,
  type World,
} from '../../profile.ts';
import { createRunMaker } from './create-run.ts';
import { createEntrance } from './entrance.ts';
import { errorReply, type Refused, refused } from './errors.ts';
import { listRuns } from './list-runs.ts';
import { reportFile, reportLink } from './report.ts';
import { runView } from './result.ts';
import { sourcesOf } from './sources.ts';

export function createApi(world: World): Api {
  const { readings } = world;
  const runs = readings['base-path'] === 'product-page' ? '/v1/runs' : '/api/v1/bureau/runs';
  const { through, leave } = createEntrance(world);
  const apart = readings['key-modes'] !== 'together';
  const visible = (run: Subject, key: ApiKey) => !apart || run.livemode === key.livemode;

  /** Answers about the run in the path, or 404 if this key cannot see one. */
  function about(answer: (run: Subject, call: Match) => Reply | Refused) {
    return (call: Match, key: ApiKey): Reply | Refused => {
      const run = world.subject(param(call, 'id'));
      return run === null || !visible(run, key) ? refused('not_found') : answer(run, call);
    };
  }
  const read = (more: (run: Subject) => object) =>
    about((run) => jsonReply(200, { ...runView(run, readings), ...more(run) }));

  return {
    routes: [
      { method: 'POST', path: runs, answer: through('runs:write', createRunMaker(world)) },
      { method: 'GET', path: runs, answer: through('runs:read', listRuns(world, visible)) },
      {
        method: 'GET',
        path: `${runs}/:id`,
        answer: through(
          'runs:read',
          read(() => ({})),
        ),
      },
      {
        method: 'GET',
        path: `${runs}/:id/analysis`,
        answer: through(
          'runs:read',
          read((run) => ({ analysis: analysisOf(run) })),
        ),
      },
      {
        method: 'GET',
        path: `${runs}/:id/detail`,
        answer: through(
          'detail:read',
          read((run) => ({ sources: sourcesOf(run, readings) })),
        ),
      },
      {
        method: 'GET',
        path: `${runs}/:id/report`,
        answer: through(
          'runs:read',
          about((run, { query }) => reportLink(world, run, query.get('mode'))),
        ),
      },
      { method: 'GET', path: '/api/v1/reports/:file', answer: reportFile(world) },
    ],
    refuse: (_call, refusal) => refusalReply(refusal, world),
    finish: leave,
  };
}

function refusalReply(refusal: Refusal, { readings }: World): Reply {
  const asHttp = readings['statuses-not-listed'] !== 'listed-only';
  switch (refusal.kind) {
    case 'not-found':
      return errorReply(refused('not_found'), readings);
    case 'bad-path':
      return errorReply(refused('invalid_parameter'), readings);
    case 'method-not-allowed':
      return asHttp
        ? errorReply(refused('method_not_allowed'), readings, { Allow: refusal.allow.join(', ') })
        : errorReply(refused('not_found'), readings);
    case 'too-large':
      return errorReply(refused(asHttp ? 'body_too_large' : 'invalid_parameter'), readings);
    case 'fault':
      return errorReply(refused('internal_error'), readings);
  }
}

function analysisOf(run: Subject): string | null {
  return run.status === 'queued' ? null : `doubleact analysed nothing: this run was set to end as ${run.status}.`;
}
