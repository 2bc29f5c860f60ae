import { toModel, type Model } from './names.js';

/** What every list answers. */
interface WireList<Wire> {
  readonly items: readonly Wire[];
  readonly pagination: { readonly total_count: number; readonly max_page: number };
}

/** A page of a list. Iterating over it goes on with the pages after it. */
export class Page<Item> implements AsyncIterable<Item> {
  /** @internal */
  constructor(
    readonly items: readonly Item[],
    /** `totalCount` items on all pages; `maxPage` is the last page, 0 when there is no item. */
    readonly pagination: { readonly totalCount: number; readonly maxPage: number },
    /** Its number, from 1. */
    readonly number: number,
    private readonly load: (page: number) => Promise<Page<Item>>,
  ) {}

  /** The page after this one; undefined after the last. */
  async next(): Promise<Page<Item> | undefined> {
    return this.number < this.pagination.maxPage ? this.load(this.number + 1) : undefined;
  }

  /**
   * All items from this page on. What is created meanwhile moves the others to later pages: none comes
   * twice for that. What is deleted meanwhile moves them forward, and some may be passed over.
   */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    const seen = new Set<string>();
    let { items } = this;
    let following = () => this.next();
    for (;;) {
      for (const item of items) {
        const key = keyOf(item);
        if (seen.has(key)) continue;
        seen.add(key);
        yield item;
      }
      const page = await following();
      if (page === undefined) return;
      ({ items } = page);
      following = () => page.next();
    }
  }
}

/** Awaited, it is the page that was asked for; iterated over, all items from that page on. */
export type Listing<Item> = Promise<Page<Item>> & AsyncIterable<Item>;

/** Event types of the catalogue have no id, and names are an organization's own. */
function keyOf(item: unknown): string {
  const { id, organizationId, name } = item as Record<string, unknown>;
  return typeof id === 'string' ? id : JSON.stringify([organizationId, name]);
}

/**
 * Asks for a page.
 *
 * @param load gives the answer for the page of a number
 */
export function listing<Wire>(
  first: number | undefined,
  load: (page: number) => Promise<WireList<Wire>>,
): Listing<Model<Wire>> {
  const loadPage = async (number: number): Promise<Page<Model<Wire>>> => {
    const { items, pagination } = await load(number);
    return new Page(items.map(toModel<Wire>), toModel(pagination), number, loadPage);
  };
  const page = loadPage(first ?? 1);
  return Object.assign(page, {
    async *[Symbol.asyncIterator]() {
      yield* await page;
    },
  });
}
