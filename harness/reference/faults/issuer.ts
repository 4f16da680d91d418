// Faults in dealing with the issuer.
export const issuerFaults = [
  {
    id: 'tokens-of-a-wrong-scope',
    tells: 'asks for a scope that does not exist, and rightly once that is refused',
    breaks: ['signs-tokens-with-the-right-scope', 'signs-tokens-that-are-believed'],
  },
  {
    id: 'tokens-of-a-wrong-algorithm',
    tells: 'signs with RS512, and rightly once that is refused',
    breaks: ['signs-tokens-with-an-allowed-algorithm', 'signs-tokens-that-are-believed'],
  },
  {
    id: 'tokens-signed-with-a-shared-secret',
    tells: 'signs with HS256 and its partner id, and rightly once that is refused',
    breaks: ['signs-tokens-with-an-allowed-algorithm', 'signs-tokens-that-are-believed'],
  },
  {
    id: 'tokens-without-typ',
    tells: 'leaves typ out, and is right once that is refused',
    breaks: ['signs-tokens-with-typ', 'signs-tokens-that-are-believed'],
  },
  {
    id: 'tokens-without-kid',
    tells: 'sends an empty kid, and the right one once that is refused',
    breaks: ['signs-tokens-with-kid', 'signs-tokens-that-are-believed'],
  },
  {
    id: 'tokens-without-partner-id',
    tells: 'leaves the partner id out, and is right once that is refused',
    breaks: ['signs-tokens-with-every-claim', 'signs-tokens-that-are-believed'],
  },
  {
    id: 'tokens-behind-bearer',
    tells: 'writes "Bearer " before the token, and leaves it out once that is refused',
    breaks: ['sends-the-token-bare', 'signs-tokens-that-are-believed'],
  },
  {
    id: 'tokens-live-a-day',
    tells: 'signs tokens that are good for a day',
    breaks: ['signs-short-lived-tokens', 'signs-no-long-lived-tokens'],
  },
  {
    id: 'one-token-for-all-calls',
    tells: 'signs one token for a person and uses it for every call',
    breaks: ['signs-a-fresh-token-per-call'],
  },
  {
    id: 'issues-with-extra-fields',
    tells: 'puts a field into the subject that the program does not have, and leaves it out once that is refused',
    breaks: ['issue-body-fits-the-program'],
  },
  {
    id: 'polls-by-credential-id',
    tells: 'asks for the status by the id of the program, and by the claim hash once that is unknown',
    breaks: ['polls-by-claim-hash'],
  },
  {
    id: 'polls-without-back-off',
    tells: 'asks for the status again and again, and waits less each time',
    breaks: ['polls-with-back-off'],
  },
  {
    id: 'stops-polling-early',
    tells: 'asks for the status three times and never again',
    breaks: ['polls-until-onchain'],
  },
  {
    id: 'gives-up-on-an-unknown-hash',
    tells: 'takes a hash that is not known yet for a failure',
    breaks: ['polls-until-onchain'],
  },
  {
    id: 'takes-a-terminal-answer-for-pending',
    tells: 'goes on asking for a credential that was revoked or has expired',
    breaks: ['stops-polling-at-a-terminal-answer'],
  },
  {
    id: 'ignores-retry-after',
    tells: 'comes back before the time that a 429 asks for',
    breaks: ['honours-retry-after'],
  },
  {
    id: 'gives-up-on-a-failure',
    tells: 'issues once; after a 5xx or a broken connection the person gets nothing',
    breaks: ['recovers-from-an-issuer-outage', 'retries-after-5xx'],
  },
  {
    id: 'reissues-while-pending',
    tells: 'issues again when the chain takes long',
    breaks: ['does-not-reissue-while-pending'],
  },
  {
    id: 'repeats-an-issue-blindly',
    tells: 'issues again after a broken connection as if nothing could have happened',
    breaks: ['makes-one-credential-after-a-dropped-answer'],
  },
] as const;
