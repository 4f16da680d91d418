// The part of Jumio's APIs that a receiver needs: an access token, and what became of a workflow.
import { createHmac } from 'node:crypto';
import {
  type Api,
  type ApiKey,
  type Call,
  jsonReply,
  type Match,
  param,
  type Refusal,
  type Reply,
  type Subject,
  type World,
} from '../../profile.ts';
import { details } from './workflow.ts';

const workflows = '/api/v1/accounts/:account/workflow-executions/:id';

export function createApi(world: World): Api {
  for (const key of world.keys) world.keepSecret(tokenOf(key));

  /** Client id and secret as Basic, `grant_type=client_credentials` as a form. */
  function token(call: Match): Reply {
    const basic = /^Basic (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? '';
    const given = Buffer.from(basic, 'base64').toString('utf8');
    const key = world.keys.find(({ value, secret }) => given === `${value}:${secret}`);
    const grant = new URLSearchParams(call.body.toString('utf8')).get('grant_type');
    if (key === undefined) return refuse(401);
    if (grant !== 'client_credentials') return refuse(400);
    return jsonReply(200, { access_token: tokenOf(key), expires_in: 3600, token_type: 'Bearer' });
  }

  function about(answer: (workflow: Subject) => Reply) {
    return (call: Match): Reply => {
      const bearer = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1];
      const key = world.keys.find((each) => tokenOf(each) === bearer);
      if (key === undefined) return refuse(401);
      const found = world.subject(param(call, 'id'));
      const known =
        found !== null && found.livemode === key.livemode && found.fields.account === param(call, 'account');
      return known ? answer(found) : refuse(404);
    };
  }

  return {
    routes: [
      { method: 'POST', path: '/oauth2/token', answer: token },
      {
        method: 'GET',
        path: workflows,
        answer: about((workflow) => jsonReply(200, details(workflow, world.readings))),
      },
    ],
    refuse: (_call: Call, refusal: Refusal) => refuse(refusal.kind === 'fault' ? 500 : 404),
  };
}

/** Made of the credentials alone, so that every sandbox of a run knows it. */
function tokenOf({ value, secret = '' }: ApiKey): string {
  return createHmac('sha256', secret).update(`access token of ${value}`).digest('base64url');
}

const words: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  500: 'Internal Server Error',
};

/** The documents give the codes and no body. */
function refuse(status: number): Reply {
  return jsonReply(status, { message: words[status] ?? '' });
}
