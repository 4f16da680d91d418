// The part of Onfido's API v3.6 that a receiver needs: applicants, runs or checks, and sending webhooks again.
import {
  type Api,
  type ApiKey,
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
import { type Product, seconds } from './product.ts';

const version = '/v3.6';

export function createApi(product: Product): (world: World) => Api {
  return (world) => {
    /** `Authorization: Token token=…`. */
    function through(answer: (call: Match, key: ApiKey) => Reply) {
      return (call: Match): Reply => {
        const given = /^Token token=(.+)$/.exec(call.headers.authorization ?? '')?.[1];
        const key = world.keys.find(({ value }) => value === given);
        return key === undefined
          ? refuse(401, 'authorization_error', 'The token is missing or not known.')
          : answer(call, key);
      };
    }
    const visible = ({ livemode }: ApiKey) => world.subjects().filter((each) => each.livemode === livemode);

    function read(view: (subject: Subject) => object, isMeant: (subject: Subject, id: string) => boolean) {
      return through((call, key) => {
        const found = visible(key).findLast((subject) => isMeant(subject, param(call, 'id')));
        return found === undefined ? unknown() : jsonReply(200, view(found));
      });
    }

    return {
      routes: [
        {
          method: 'GET',
          path: `${version}/applicants/:id`,
          answer: read(toApplicant, ({ fields }, id) => fields.applicant_id === id),
        },
        {
          method: 'GET',
          path: `${version}/${product.path}/:id`,
          answer: read(product.view, (subject, id) => subject.id === id),
        },
        {
          method: 'POST',
          path: `${version}/webhooks/resend`,
          answer: through((call, key) => resend(call, visible(key), world)),
        },
      ],
      refuse: (_call: Call, refusal: Refusal) =>
        refusal.kind === 'fault' ? refuse(500, 'internal_error', 'Something went wrong here.') : unknown(),
    };
  };
}

/** "Only check.completed": nothing is sent unless all of it can be. */
function resend(call: Match, subjects: readonly Subject[], world: World): Reply {
  const read = readJson(call.body.toString('utf8'));
  const data = 'value' in read && isJsonObject(read.value) && Array.isArray(read.value.data) ? read.value.data : [];
  const wanted = data.map((each) => (isJsonObject(each) ? each : {}));
  const right = wanted.every(
    ({ resource_id, event }) => event === 'check.completed' && subjects.some(({ id }) => id === resource_id),
  );
  if (wanted.length === 0 || !right) {
    return refuse(422, 'validation_error', 'Each entry of data names a check and the event check.completed.');
  }
  for (const { resource_id } of wanted) world.resend(String(resource_id), 'check.completed');
  return { status: 204 };
}

function toApplicant({ applicant, fields, createdAt, livemode }: Subject) {
  const [first = '', ...rest] = applicant.name.split(' ');
  return {
    id: fields.applicant_id ?? '',
    created_at: seconds(createdAt),
    sandbox: !livemode,
    first_name: first,
    last_name: rest.join(' '),
    email: applicant.email,
    href: `${version}/applicants/${fields.applicant_id}`,
  };
}

const unknown = (): Reply => refuse(404, 'resource_not_found', 'There is no such resource.');

function refuse(status: number, type: string, message: string): Reply {
  return jsonReply(status, { error: { type, message, fields: {} } });
}
