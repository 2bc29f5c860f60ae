import { shuffled } from './random';

/** What is killed. */
export const KILL_KINDS = ['api', 'worker', 'temporal', 'postgres'] as const;
export type KillKind = (typeof KILL_KINDS)[number];

/** How often something is killed, in milliseconds. */
export interface KillPace {
  /** Shortest and longest time from one kill to the next. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Longest time until what was killed is started again. */
  readonly awayMs: number;
}

/** A kill as chance has it. */
export interface PlannedKill {
  readonly kind: KillKind;
  /** Which one of several: a share of their number, from 0 to below 1. */
  readonly which: number;
  /** Milliseconds after the kill before. */
  readonly afterMs: number;
  /** Milliseconds until it is started again. */
  readonly awayMs: number;
  /** PostgreSQL alone: stopped with its mode `immediate` in place of SIGKILL. */
  readonly immediate: boolean;
}

/** Kills without end: of every four one of each kind, in an order of chance. */
export function* planKills(random: () => number, pace: KillPace): Generator<PlannedKill, never> {
  for (;;) {
    for (const kind of shuffled(KILL_KINDS, random)) {
      yield {
        kind,
        which: random(),
        afterMs: pace.fromMs + random() * (pace.toMs - pace.fromMs),
        awayMs: random() * pace.awayMs,
        immediate: random() < 0.5,
      };
    }
  }
}
