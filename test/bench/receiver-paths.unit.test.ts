import { AT_ONCE, NEVER, parseReceiverPath, receiverPath } from '../../bench/receiver-paths';

it.each([AT_ONCE, NEVER, { answerAfterMs: 50 }, { answerAfterMs: 0, failOneIn: 200 }])(
  'a path says how it is treated: %j',
  (treatment) => {
    expect(parseReceiverPath(receiverPath('case-1', '7', treatment))).toEqual({
      tag: 'case-1',
      treatment,
    });
  },
);

it.each(['/case-1', '/case-1/7', '/case-1/7/soon', '/case-1/7/-5'])(
  '%s is answered at once',
  (path) => {
    expect(parseReceiverPath(path)).toEqual({ tag: 'case-1', treatment: AT_ONCE });
  },
);
