import { findProblems } from '../../../bench/kills/check';
import { ALL_WELL, delivered, evidenceOf, type Seen } from './evidence-example';

const EVENTS = ['a', 'b', 'c', 'k', 'l'].map((id) => delivered(id));
const without = (id: string): Seen[] => ALL_WELL.filter(([seen]) => seen !== id);
const withEvent = (id: string, over: Parameters<typeof delivered>[1]) =>
  EVENTS.map((event) => (event.id === id ? { ...event, ...over } : event));
const { traffic, killLog, endpoints } = evidenceOf({ seen: [] });

it.each<[string, Parameters<typeof evidenceOf>[0]]>([
  ['everything once', { seen: ALL_WELL }],
  ['a duplicate', { seen: [...ALL_WELL, ['a', 300, 204]] }],
  [
    'a retry after a failure, with an outcome that was never written',
    {
      seen: [['a', 190, 503], ...ALL_WELL],
      events: withEvent('a', { refusals: 0 }),
    },
  ],
  [
    'a failed event that is overtaken where it may be',
    { seen: [['a', 190, 503], ...without('a'), ['a', 900, 204]] },
  ],
])('%s is no problem', (_, evidence) => {
  expect(findProblems(evidenceOf(evidence))).toEqual([]);
});

it.each<[RegExp, Parameters<typeof evidenceOf>[0], string]>([
  [/lost/, { seen: without('b') }, 'b'],
  [/the receiver saw and no 202/, { seen: [...ALL_WELL, ['x', 300, 204]] }, 'x'],
  [/database that no 202/, { seen: ALL_WELL, events: [...EVENTS, delivered('x')] }, 'x'],
  [/after a later one/, { seen: [...without('b'), ['b', 225, 204]] }, 'b'],
  [
    /strict endpoints seen before/,
    { seen: [...without('k').slice(0, 3), ['k', 230, 503], ['l', 240, 204], ['k', 300, 204]] },
    'l',
  ],
  [/not finished/, { seen: ALL_WELL, events: withEvent('c', { work: 'queued' }) }, 'c'],
  [/marked as succeeded/, { seen: ALL_WELL, events: withEvent('c', { succeeded: false }) }, 'c'],
  [/marked as succeeded/, { seen: ALL_WELL, events: withEvent('c', { skipped: true }) }, 'c'],
  [/without a delivery/, { seen: ALL_WELL, events: withEvent('a', { successes: 0 }) }, 'a'],
  [/though the receiver/, { seen: ALL_WELL, events: withEvent('a', { unanswered: 1 }) }, 'a'],
  [/more deliveries/, { seen: ALL_WELL, events: withEvent('a', { successes: 2 }) }, 'a'],
  [/more deliveries/, { seen: ALL_WELL, events: withEvent('a', { refusals: 1 }) }, 'a'],
  [
    /disabled/,
    { seen: ALL_WELL, over: { endpoints: endpoints.map((one) => ({ ...one, enabled: false })) } },
    'free',
  ],
  [
    /in a row/,
    {
      seen: ALL_WELL,
      over: { endpoints: endpoints.map((one) => ({ ...one, consecutive_failures: 1 })) },
    },
    'free',
  ],
  [/without a 202/, { seen: ALL_WELL, over: { traffic: { ...traffic, unanswered: 1 } } }, ''],
  [
    /come back/,
    { seen: ALL_WELL, over: { killLog: { ...killLog, missing: ['worker-1: gone'] } } },
    'worker-1: gone',
  ],
])('%s', (what, evidence, example) => {
  const found = findProblems(evidenceOf(evidence)).filter((one) => what.test(one.what));
  expect(found).toHaveLength(1);
  if (example !== '') expect(found[0]?.examples).toContain(example);
});
