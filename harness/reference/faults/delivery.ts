// Faults in taking deliveries and in deciding what they mean.
export const deliveryFaults = [
  {
    id: 'does-not-dedupe',
    tells: 'does the work again each time an event comes',
    breaks: [
      'dedupes-sequential-duplicates',
      'dedupes-concurrent-duplicates',
      'dedupes-late-duplicates',
      'dedupes-the-same-id-with-another-body',
      'survives-a-lost-acknowledgement',
      'does-not-revoke-and-reissue-on-duplicates',
    ],
  },
  {
    id: 'dedupes-by-body-hash',
    needs: 'event-id',
    tells: 'knows an event by its bytes instead of by its id',
    breaks: ['dedupes-the-same-id-with-another-body'],
  },
  {
    id: 'forgets-on-restart',
    tells: 'keeps the ids it has seen in a variable',
    breaks: ['remembers-over-a-restart'],
  },
  {
    id: 'loses-work-on-restart',
    tells: 'keeps the work it owes in a variable',
    breaks: ['loses-nothing-in-a-restart'],
  },
  {
    id: 'marks-before-the-work',
    tells: 'marks an event as seen, fails at the work, and drops the event when it comes again',
    breaks: ['recovers-from-an-issuer-outage'],
  },
  {
    id: 'marks-after-the-work',
    tells: 'marks an event as seen once its credential is issued, so two at once are issued twice',
    breaks: ['dedupes-concurrent-duplicates'],
  },
  {
    id: 'answers-4xx-on-its-own-outage',
    tells: 'issues before it answers, and answers 422 when the issuer fails',
    breaks: ['answers-no-4xx-for-its-own-failures'],
  },
  {
    id: 'answers-5xx-to-unknown-events',
    tells: 'answers 500 to an event type it does not know',
    breaks: ['acknowledges-unknown-event-types'],
  },
  {
    id: 'answers-4xx-to-duplicates',
    tells: 'answers 409 to an event that it has already',
    breaks: ['acknowledges-duplicates'],
  },
  {
    id: 'answers-4xx-to-what-approves-nobody',
    tells: 'answers 422 to every event that is no approval',
    breaks: ['acknowledges-events-that-approve-nobody'],
  },
  {
    id: 'reads-only-the-first-piece',
    tells: 'takes the first piece of a body that arrives for all of it',
    breaks: ['accepts-a-chunked-body', 'accepts-a-body-that-drips-in'],
  },
  {
    id: 'gives-a-body-no-time',
    tells: 'answers 408 to a body that takes longer than a tenth of a second to arrive',
    breaks: ['accepts-a-body-that-drips-in'],
  },
  {
    id: 'answers-500-to-another-content-type',
    tells: 'answers 500 to what is not announced as JSON, because nothing has parsed it',
    breaks: ['survives-a-wrong-content-type'],
  },
  {
    id: 'waits-for-onchain',
    tells: 'answers once the credential is on chain',
    breaks: ['answers-before-the-chain-confirms', 'answers-within-the-time-out'],
  },
  {
    id: 'revokes-on-duplicates',
    tells: 'has the credential revoked and issued again whenever the event comes again',
    breaks: [
      'dedupes-sequential-duplicates',
      'dedupes-concurrent-duplicates',
      'dedupes-late-duplicates',
      'dedupes-the-same-id-with-another-body',
      'survives-a-lost-acknowledgement',
      'does-not-revoke-and-reissue-on-duplicates',
    ],
  },
  {
    id: 'lets-a-late-event-regress',
    tells: 'believes whatever came last, and has the credential issued again to say so',
    breaks: ['does-not-let-a-late-event-regress', 'does-not-let-an-overtaken-event-regress'],
  },
  {
    id: 'never-does-the-work',
    tells: 'acknowledges, and that is all',
    breaks: ['issues-for-every-approval'],
    happyPath: 'answer',
  },
  {
    id: 'issues-on-pending',
    tells: 'takes a verification that is under way or under review for a pass',
    breaks: ['issues-nothing-while-pending', 'issues-nothing-under-review', 'issues-nothing-for-a-partial-result'],
  },
  {
    id: 'issues-on-rejected',
    tells: 'takes any verification that has ended for a pass',
    breaks: [
      'issues-nothing-for-a-rejection',
      'issues-nothing-for-a-cancellation',
      'issues-nothing-for-an-expiry',
      'issues-nothing-for-a-failed-verification',
    ],
  },
  {
    id: 'believes-hearsay',
    needs: 'hearsay',
    tells: 'takes an unsigned callback at its word and asks nobody whether it is true',
    breaks: [
      'looks-up-before-acting',
      'issues-nothing-for-a-rejection',
      'issues-nothing-under-review',
      'issues-nothing-while-pending',
    ],
  },
  {
    id: 'marks-hearsay-as-seen',
    needs: 'hearsay',
    tells: 'takes the real callback for a duplicate once somebody has made it up too early',
    breaks: ['issues-for-every-approval'],
  },
  {
    id: 'ignores-livemode',
    needs: 'mode',
    tells: 'takes events of the other mode for its own',
    breaks: ['issues-nothing-for-the-other-mode'],
  },
  {
    id: 'hard-codes-the-level',
    tells: 'puts "basic" into every credential',
    breaks: ['issues-the-right-level'],
  },
  {
    id: 'dates-with-its-own-clock',
    tells: 'dates the verification by when it heard of it',
    breaks: ['issues-the-right-time'],
  },
  {
    id: 'folds-the-e-mail',
    tells: 'lower-cases addresses and drops what follows a plus sign',
    breaks: ['issues-to-the-right-person', 'signs-tokens-for-the-right-person', 'issues-nothing-for-strangers'],
  },
] as const;
