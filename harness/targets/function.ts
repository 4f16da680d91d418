// A receiver that is a function in this process. A restart makes it anew and cuts the old one off, as the end of a
// process would: nothing it asked for is answered, and nothing it was asked gets an answer.
import type { Delivered, Receiver } from '../../mocks/provider/shot.ts';
import type { Surroundings } from '../target.ts';
import type { OpenTarget } from './open-target.ts';
import type { FunctionSpec, Ways } from './spec.ts';

interface Life {
  readonly receiver: Receiver;
  readonly over: Promise<never>;
  end(): void;
}

export function openFunction(spec: FunctionSpec, told: Surroundings, path: string, ways: Ways): OpenTarget {
  let life = beginLife(spec, told, ways);
  // Called within the promise, so that a function that throws at once is a receiver that answers nothing.
  const receiver = (request: Request) => {
    const { receiver: own, over } = life;
    return Promise.race([(async () => own(request))(), over]);
  };
  const plainly = (delivered: Delivered) => {
    const { receiver: own, over } = life;
    return Promise.race([(own.plainly as NonNullable<Receiver['plainly']>)(delivered), over]);
  };
  return {
    url: `http://localhost${path}`,
    // What it is made of does not change in a restart.
    receiver: life.receiver.plainly === undefined ? receiver : Object.assign(receiver, { plainly }),
    async restart() {
      life.end();
      life = beginLife(spec, told, ways);
    },
    died: () => null,
    onDeath: () => () => {},
    output: () => null,
    async look() {},
    async stop() {
      life.end();
    },
  };
}

function beginLife(spec: FunctionSpec, told: Surroundings, ways: Ways): Life {
  let end: () => void = () => {};
  let ended = false;
  const over = new Promise<never>((_resolve, reject) => {
    end = () => {
      ended = true;
      reject(new Error('the receiver was stopped'));
    };
  });
  over.catch(() => {});
  const never = () => new Promise<never>(() => {});
  const cutOff = <Request extends readonly unknown[], Answer>(ask: (...request: Request) => Promise<Answer>) => {
    return async (...request: Request): Promise<Answer> => {
      if (ended) return never();
      const answer = await ask(...request).catch((fault: unknown) => (ended ? never() : Promise.reject(fault)));
      return ended ? never() : answer;
    };
  };
  const { fetch, call } = ways;
  const receiver = spec.receiver(told, { fetch: cutOff(fetch), call: call && cutOff(call) });
  return {
    receiver,
    over,
    end() {
      end();
      receiver.stop?.();
    },
  };
}
