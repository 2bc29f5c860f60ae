import { randomUUID } from 'node:crypto';
import type { TestStack } from '../../helpers/stack';
import { RowMaker } from './rows';

/** Whose an id is, as seen by the organization that makes the calls. */
export const ID_KINDS = ['own', 'foreign', 'deleted', 'unknown'] as const;
export type IdKind = (typeof ID_KINDS)[number];

/** What ids can name. */
export type ObjectName = 'organization' | 'endpoint' | 'event' | 'member' | 'token' | 'event type';

/** The organizations of one route's cells, and fresh objects of each kind in them. */
export class World {
  private constructor(
    private readonly stack: TestStack,
    readonly own: RowMaker,
    readonly foreign: RowMaker,
    /** An organization that was another's before it was deleted. */
    readonly gone: RowMaker,
  ) {}

  static async create(stack: TestStack): Promise<World> {
    const [own, foreign, gone] = await Promise.all([
      RowMaker.organization(stack),
      RowMaker.organization(stack),
      RowMaker.organization(stack),
    ]);
    // Something to be seen in lists, if they would.
    for (const maker of [own, foreign, gone]) {
      await maker.event(await maker.endpoint());
      await maker.member();
      await maker.token();
      await maker.eventType();
    }
    await gone.deleteOrganization();
    return new World(stack, own, foreign, gone);
  }

  /** Organizations that the calling one must neither see nor change. */
  get others(): readonly string[] {
    return [this.foreign.organizationId, this.gone.organizationId];
  }

  /** The id of an object that no other cell has used. */
  async make(name: ObjectName, kind: IdKind): Promise<string> {
    if (kind === 'unknown') return randomUUID();
    const maker = kind === 'foreign' ? this.foreign : this.own;
    switch (name) {
      case 'organization':
        return this.makeOrganization(kind);
      case 'endpoint': {
        const id = await maker.endpoint();
        if (kind === 'deleted') await maker.deleteEndpoint(id);
        return id;
      }
      case 'event': {
        const endpointId = await maker.endpoint();
        const id = await maker.event(endpointId);
        if (kind === 'deleted') await maker.deleteEndpoint(endpointId);
        return id;
      }
      case 'member': {
        const id = await maker.member();
        if (kind === 'deleted') await maker.deleteMember(id);
        return id;
      }
      case 'event type':
        return maker.eventType();
      case 'token': {
        const id = await maker.token();
        if (kind === 'deleted') await maker.deleteToken(id);
        return id;
      }
    }
  }

  /** One that a call may delete; to the admin token all of them are its own. */
  private async makeOrganization(kind: IdKind): Promise<string> {
    const maker = await RowMaker.organization(this.stack);
    await maker.event(await maker.endpoint());
    if (kind === 'deleted') await maker.deleteOrganization();
    return maker.organizationId;
  }

  /** The id of one of the organizations themselves. */
  organizationId(kind: IdKind): string {
    switch (kind) {
      case 'own':
        return this.own.organizationId;
      case 'foreign':
        return this.foreign.organizationId;
      case 'deleted':
        return this.gone.organizationId;
      case 'unknown':
        return randomUUID();
    }
  }
}
