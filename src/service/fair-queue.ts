/** Something that waits its turn. */
export interface Queued {
  /** Whose it is: everybody's turn comes round, and each one's own order is kept. */
  readonly owner: string;
  /** How much of a batch's room it takes. */
  readonly size: number;
  /** No two with the same one in a batch; null for none. */
  readonly key: string | null;
}

/**
 * A queue that gives batches, in which the owners take turns: each in its order, and none waits for
 * more than one turn of each of the others.
 */
export class FairQueue<Item extends Queued> {
  /** In the order of their turns. */
  private readonly owners = new Map<string, Item[]>();
  private count = 0;

  /** @param room of one batch, which something larger exceeds */
  constructor(private readonly room: number) {}

  get length(): number {
    return this.count;
  }

  add(item: Item): void {
    const items = this.owners.get(item.owner);
    if (items === undefined) this.owners.set(item.owner, [item]);
    else items.push(item);
    this.count += 1;
  }

  /**
   * Takes the next batch: one after the other from each owner in turn, as long as there is room. What
   * does not fit waits without losing its turn, so it begins the next batch. Something as large as the
   * room comes first in a batch only, and leaves the room for small ones beside it.
   */
  take(): Item[] {
    const batch: Item[] = [];
    const keys = new Set<string>();
    let room = this.room;
    const turns = [...this.owners.keys()];
    for (let turn = turns.shift(); turn !== undefined && room > 0; turn = turns.shift()) {
      const item = this.owners.get(turn)?.[0];
      if (item === undefined) continue;
      const isLarge = item.size >= this.room;
      const fits = batch.length === 0 || (item.size <= room && !isLarge);
      if (!fits || (item.key !== null && keys.has(item.key))) continue;
      this.remove(turn);
      if (this.owners.has(turn)) turns.push(turn);
      if (item.key !== null) keys.add(item.key);
      if (!isLarge) room -= item.size;
      batch.push(item);
    }
    return batch;
  }

  /** Takes everything. */
  takeAll(): Item[] {
    const all = [...this.owners.values()].flat();
    this.owners.clear();
    this.count = 0;
    return all;
  }

  /** Takes an owner's first and puts the owner behind the others. */
  private remove(owner: string): void {
    const items = this.owners.get(owner) ?? [];
    items.shift();
    this.count -= 1;
    this.owners.delete(owner);
    if (items.length > 0) this.owners.set(owner, items);
  }
}
