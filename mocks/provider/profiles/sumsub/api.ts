// The part of Sumsub's API that a receiver needs: the applicant, their review, and the sandbox's way to end a review.
import {
  type Api,
  type Call,
  isJsonObject,
  jsonReply,
  type Match,
  param,
  type Refusal,
  type Reply,
  readJson,
  type Subject,
  type World,
} from '../../profile.ts';
import { keyOf, seesOtherMode } from './access.ts';
import { levelOf, spaced } from './body.ts';
import { reviewStatusOf } from './review.ts';

const applicants = '/resources/applicants';

export function createApi(world: World): Api {
  const { readings, random } = world;

  function refuse(code: number, description: string): Reply {
    return jsonReply(code, { code, description, correlationId: `req-${random.uuid('call', random.turn('call'))}` });
  }

  /** Answers about the applicant in the path: their id, or `-;externalUserId=` and the integrator's. */
  function about(answer: (applicant: Subject, call: Match) => Reply) {
    return (call: Match): Reply => {
      const key = keyOf(call, world);
      if (key === null) return refuse(401, 'The app token or the signature is not valid.');
      const applicant = find(param(call, 'id'));
      if (applicant === null) return refuse(404, 'There is no such applicant.');
      if (applicant.livemode === key.livemode) return answer(applicant, call);
      return seesOtherMode(readings)
        ? refuse(404, 'There is no such applicant.')
        : refuse(401, 'The app token is of the other mode.');
    };
  }

  function find(id: string): Subject | null {
    const external = /^-;externalUserId=(.+)$/.exec(decodeURIComponent(id))?.[1];
    if (external === undefined) return world.subject(id);
    return world.subjects().findLast(({ applicant }) => applicant.customerId === external) ?? null;
  }

  function testCompleted(applicant: Subject, call: Match): Reply {
    const read = readJson(call.body.toString('utf8'));
    const wanted = 'value' in read && isJsonObject(read.value) ? read.value : {};
    const { reviewAnswer } = wanted;
    if (applicant.livemode) return refuse(403, 'Only an applicant of the sandbox can be reviewed so.');
    if (reviewAnswer !== 'GREEN' && reviewAnswer !== 'RED') return refuse(400, 'reviewAnswer is GREEN or RED.');
    if (reviewAnswer === 'GREEN') world.land(applicant.id, 'approved');
    else
      world.land(applicant.id, wanted.reviewRejectType === 'RETRY' ? 'failed' : 'rejected', { reviewResult: wanted });
    return jsonReply(200, { ok: 1 });
  }

  return {
    routes: [
      {
        method: 'GET',
        path: `${applicants}/:id/one`,
        answer: about((applicant) => jsonReply(200, toApplicant(applicant, world))),
      },
      {
        method: 'GET',
        path: `${applicants}/:id/status`,
        answer: about((applicant) => jsonReply(200, toReview(applicant, world))),
      },
      { method: 'POST', path: `${applicants}/:id/status/testCompleted`, answer: about(testCompleted) },
    ],
    refuse: (_call: Call, refusal: Refusal) =>
      refusal.kind === 'fault'
        ? refuse(500, 'An internal error.')
        : refuse(statusOf(refusal), 'There is nothing here.'),
  };
}

/** Root variables of the page "Get applicant data" that do not hang on documents. */
function toApplicant(applicant: Subject, world: World) {
  const { id, createdAt, applicant: person, fields } = applicant;
  const [firstName = '', ...rest] = person.name.split(' ');
  return {
    id,
    createdAt: spaced(createdAt).slice(0, 19),
    clientId: 'doubleact',
    inspectionId: fields.inspectionId ?? '',
    externalUserId: person.customerId,
    fixedInfo: { firstName, lastName: rest.join(' ') },
    email: person.email,
    review: toReview(applicant, world),
    type: 'individual',
  };
}

function toReview(applicant: Subject, { readings }: World) {
  const { status, movedAt, createdAt, fields } = applicant;
  const completed = reviewStatusOf(status) === 'completed';
  return {
    reviewId: String(fields.inspectionId ?? '').slice(-5),
    levelName: levelOf(applicant, readings),
    createDate: `${spaced(createdAt).slice(0, 19)}+0000`,
    ...(completed && { reviewDate: `${spaced(movedAt).slice(0, 19)}+0000`, reviewResult: fields.reviewResult ?? {} }),
    reviewStatus: reviewStatusOf(status),
  };
}

function statusOf({ kind }: Refusal): number {
  if (kind === 'method-not-allowed') return 405;
  if (kind === 'too-large') return 413;
  return kind === 'bad-path' ? 400 : 404;
}
