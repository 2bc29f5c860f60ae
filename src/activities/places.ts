import { FOLLOW_MAX_MS, FOLLOW_MIN_MS, FOLLOW_MS_PER_ENDPOINT } from '../domain/limits';

/** The part of a worker's places that those who follow an endpoint may fill for long. */
const FOLLOWING_PART = 0.8;
/** Up to this part others may begin to follow, in place of those who have nothing to send. */
const BEGINNING_PART = 0.9;

/** One run's place on its worker. */
export interface Place {
  /** Whether there is room for one who begins to follow an endpoint. */
  mayBegin(): boolean;
  /** Whether one who follows and has nothing to send may stay; who may not does not stay later either. */
  mayStay(): boolean;
  /** For how long one who follows may do so in all, in milliseconds; never less than it was before. */
  followMs(): number;
  /** Must be called at the end of the run. */
  giveBack(): void;
}

/**
 * The places of a worker. Where they get scarce as many of those who follow an endpoint have to leave
 * as there are too many, and no more: a run's end and its next beginning cost far more than a delivery.
 */
export class Places {
  private taken = 0;
  private leaving = 0;

  /** @param total activities that the worker runs at once */
  constructor(private readonly total: number) {}

  /** How many are taken. */
  get count(): number {
    return this.taken;
  }

  take(): Place {
    let isLeaving = false;
    let followMs = FOLLOW_MIN_MS;
    this.taken += 1;
    return {
      mayBegin: () => this.taken <= this.total * BEGINNING_PART,
      mayStay: () => {
        if (!isLeaving && this.taken - this.leaving > this.total * FOLLOWING_PART) {
          isLeaving = true;
          this.leaving += 1;
        }
        return !isLeaving;
      },
      followMs: () => {
        // If it fell with each run that hands over to its next one, that would end the next oldest one
        // too: all would end together, again and again.
        const now = Math.min(this.count * FOLLOW_MS_PER_ENDPOINT, FOLLOW_MAX_MS);
        followMs = Math.max(followMs, now);
        return followMs;
      },
      giveBack: () => {
        this.taken -= 1;
        if (isLeaving) this.leaving -= 1;
      },
    };
  }
}
