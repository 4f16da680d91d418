// The reference receiver for whoever has web objects: a request in, a response out.
import type { Reply } from '../../mocks/http/route.ts';
import type { Delivered } from '../../mocks/provider/shot.ts';

export function onTheWeb(receive: (delivered: Delivered) => Promise<Reply>): (request: Request) => Promise<Response> {
  return async ({ method, headers, body }) => {
    const reply = await receive({ method, headers: Object.fromEntries(headers), pieces: body ?? [] });
    return new Response(reply.body === undefined ? null : new Uint8Array(Buffer.from(reply.body)), {
      status: reply.status,
      headers: { ...reply.headers },
    });
  };
}
