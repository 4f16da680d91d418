// A call to the receiver that is no webhook: over HTTP, or to the function that it is in this process.
import type { Receiver } from '../mocks/provider/shot.ts';
import { type Answer, type Asked, ask } from './pactum.ts';

export interface NoAnswer {
  /** Why there is none. */
  readonly fault: string;
}

export type Alarm = (ms: number, ring: () => void) => { cancel(): void };

export async function askReceiver(asked: Asked, receiver: Receiver | null, alarm: Alarm): Promise<Answer | NoAnswer> {
  try {
    return await (receiver === null ? ask(asked) : inProcess(asked, receiver, alarm));
  } catch (fault) {
    return { fault: fault instanceof Error ? fault.message : String(fault) };
  }
}

async function inProcess(asked: Asked, receiver: Receiver, alarm: Alarm): Promise<Answer> {
  const { method, url, headers, body, timeout } = asked;
  let bell: { cancel(): void } = { cancel() {} };
  const late = new Promise<never>((_resolve, reject) => {
    bell = alarm(timeout, () => reject(new Error(`no answer within ${timeout} ms`)));
  });
  try {
    const response = await Promise.race([receiver(new Request(url, { method, headers, body })), late]);
    const text = await Promise.race([response.text(), late]);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: text };
  } finally {
    bell.cancel();
  }
}
