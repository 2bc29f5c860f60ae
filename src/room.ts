/** There was no room within the time that one waits for it. */
export class Busy extends Error {
  override readonly name = 'Busy';

  constructor() {
    super('No room at the moment.');
  }
}

interface Waiting {
  readonly weight: number;
  readonly enter: () => void;
}

/** Lets in as much as there is room for; what comes later waits its turn. */
export class Room {
  private taken = 0;
  private readonly waiting: Waiting[] = [];

  /**
   * @param size how much there is room for; what weighs more than all of it gets in alone
   * @param patienceMs longest wait
   */
  constructor(
    private readonly size: number,
    private readonly patienceMs: number,
  ) {}

  get isEmpty(): boolean {
    return this.taken === 0 && this.waiting.length === 0;
  }

  /**
   * @returns what is to be called on leaving, once
   * @throws Busy when it takes too long
   */
  async enter(weight = 1): Promise<() => void> {
    const counted = Math.min(weight, this.size);
    if (this.waiting.length > 0 || !this.fits(counted)) await this.wait(counted);
    else this.taken += counted;
    return () => {
      this.taken -= counted;
      this.admit();
    };
  }

  private fits(weight: number): boolean {
    return this.taken + weight <= this.size;
  }

  private wait(weight: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        weight,
        enter: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(waiting), 1);
        reject(new Busy());
        // A lighter one behind it may fit.
        this.admit();
      }, this.patienceMs);
      this.waiting.push(waiting);
    });
  }

  private admit(): void {
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      if (!this.fits(next.weight)) return;
      this.taken += next.weight;
      this.waiting.shift();
      next.enter();
    }
  }
}

/** Rooms of one size by name; one that is empty is forgotten. */
export class Rooms {
  private readonly rooms = new Map<string, Room>();

  constructor(
    private readonly size: number,
    private readonly patienceMs: number,
  ) {}

  /** As `enter` of the room with that name. @throws Busy when it takes too long */
  async enter(name: string, weight = 1): Promise<() => void> {
    const room = this.rooms.get(name) ?? new Room(this.size, this.patienceMs);
    this.rooms.set(name, room);
    const leave = await room.enter(weight);
    return () => {
      leave();
      if (room.isEmpty) this.rooms.delete(name);
    };
  }
}
