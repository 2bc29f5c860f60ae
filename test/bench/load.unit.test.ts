import { chooseCases } from '../../bench/cases';
import { mapInParallel } from '../../bench/in-parallel';
import { jobsOf } from '../../bench/load';

interface Body {
  readonly events?: readonly { readonly data: { readonly id: string } }[];
  readonly data?: { readonly id: string };
}

const tenants = [{ token: 'one' }, { token: 'two' }];

function idsOf(jobs: ReturnType<typeof jobsOf>): string[] {
  return jobs.flatMap(({ body }) => {
    const { events, data } = JSON.parse(body()) as Body;
    return events?.map((event) => event.data.id) ?? [data?.id ?? ''];
  });
}

describe('jobsOf', () => {
  it('goes round and round the organizations, one event a request', () => {
    const jobs = jobsOf(tenants, { events: 6, eventsPerRequest: 1 }, 1);
    expect(jobs.map(({ token }) => token)).toEqual(['one', 'two', 'one', 'two', 'one', 'two']);
    expect(jobs.every(({ kind }) => kind === 'single')).toBe(true);
    expect(new Set(idsOf(jobs)).size).toBe(6);
  });

  it('cuts the last batch of each organization to what is left', () => {
    const jobs = jobsOf(tenants, { events: 10, eventsPerRequest: 2 }, 1);
    const sizes = jobs.map(({ body }) => (JSON.parse(body()) as Body).events?.length);
    expect(sizes).toEqual([2, 2, 2, 2, 1, 1]);
    expect(new Set(idsOf(jobs)).size).toBe(10);
  });

  it('scales, to at least one event for each organization', () => {
    expect(idsOf(jobsOf(tenants, { events: 100, eventsPerRequest: 10 }, 0.2))).toHaveLength(20);
    expect(idsOf(jobsOf(tenants, { events: 100, eventsPerRequest: 1 }, 0.001))).toHaveLength(2);
  });
});

describe('mapInParallel', () => {
  it('keeps the order and the bound', async () => {
    let underWay = 0;
    let most = 0;
    const results = await mapInParallel(10, 3, async (index) => {
      underWay += 1;
      most = Math.max(most, underWay);
      // The later ones end first.
      for (let turn = index; turn < 10; turn += 1) await Promise.resolve();
      underWay -= 1;
      return index * 2;
    });
    expect(results).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
    expect(most).toBe(3);
  });
});

describe('chooseCases', () => {
  it('takes keys and names, and gives the cases in their order', () => {
    const names = chooseCases(['h', 'fan-out', 'b']).map(({ name }) => name);
    expect(names).toEqual(['fifty-endpoints', 'fan-out', 'slow-receiver-1', 'slow-receiver-10']);
  });

  it('names what it does not know', () => {
    expect(() => chooseCases(['a', 'z'])).toThrow(
      /Unknown case: z\. There are: a \(one-endpoint\)/,
    );
  });

  it('knows every case by one name', () => {
    const names = chooseCases(['a', 'b', 'b2', 'c', 'd', 'e', 'f0', 'f', 'f2', 'g', 'h', 'i']).map(
      ({ name }) => name,
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
