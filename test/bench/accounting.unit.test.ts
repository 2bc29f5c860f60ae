import { addAccounts, reckon } from '../../bench/accounting';

const accepted = (ids: string[], startedAt: number) => ({
  startedAt,
  answeredAt: startedAt + 5,
  ids,
  endpointIds: ids.map(() => 'endpoint'),
});

describe('reckon', () => {
  const published = {
    accepted: [accepted(['a', 'b'], 100), accepted(['c'], 110), accepted(['d'], 120)],
    refused: 2,
    unsent: 3,
  };

  it('counts what is lost, what came twice and what nobody was told of, by id', () => {
    const arrivals = { ids: ['a', 'x', 'b', 'a', 'a', 'd'], at: [130, 135, 140, 150, 160, 170] };
    expect(reckon(published, arrivals).account).toEqual({
      accepted: 4,
      delivered: 3,
      lost: 1,
      duplicates: 2,
      unexpected: 1,
      refused_requests: 2,
      unsent_requests: 3,
    });
  });

  it('takes the first arrival of each event, from the start of the request that published it', () => {
    const arrivals = { ids: ['b', 'a', 'c', 'b', 'd'], at: [130, 140, 150, 999, 160] };
    const { latencies, firstRequestAt, lastAnswerAt, lastArrivalAt } = reckon(published, arrivals);
    expect([...latencies].sort((a, b) => a - b)).toEqual([30, 40, 40, 40]);
    expect({ firstRequestAt, lastAnswerAt, lastArrivalAt }).toEqual({
      firstRequestAt: 100,
      lastAnswerAt: 125,
      lastArrivalAt: 160,
    });
  });

  it('takes the arrivals of more events than a call has arguments', () => {
    const ids = Array.from({ length: 300_000 }, (_, index) => `event-${index}`);
    const many = { accepted: ids.map((id) => accepted([id], 0)), refused: 0, unsent: 0 };
    expect(reckon(many, { ids, at: ids.map(() => 7) }).account).toMatchObject({
      delivered: 300_000,
      lost: 0,
    });
  });
});

describe('addAccounts', () => {
  it('adds every count', () => {
    const one = {
      ...reckon({ accepted: [], refused: 1, unsent: 2 }, { ids: ['x', 'x'], at: [1, 2] }).account,
      delivered: 4,
    };
    const other = {
      accepted: 10,
      delivered: 20,
      lost: 30,
      duplicates: 40,
      unexpected: 50,
      refused_requests: 60,
      unsent_requests: 70,
    };
    expect(addAccounts(one, other)).toEqual({
      accepted: 10,
      delivered: 24,
      lost: 30,
      duplicates: 41,
      unexpected: 51,
      refused_requests: 61,
      unsent_requests: 72,
    });
  });
});
