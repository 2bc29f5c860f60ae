import { randomUUID } from 'node:crypto';
import * as members from '../db/members';
import * as rows from '../db/organizations';
import { inTransaction, type Pool } from '../db/pool';
import { ApiError } from '../errors';
import type { EndpointsService, Page } from './endpoints';

export interface OrganizationsService {
  create(name: string): Promise<rows.OrganizationRow>;
  list(limit: number, offset: number): Promise<Page<rows.OrganizationRow>>;
  /** @throws ApiError ResourceNotFound, as all of the following do */
  get(id: string): Promise<rows.OrganizationRow>;
  rename(id: string, name: string): Promise<rows.OrganizationRow>;
  /** Deletes the organization: its tokens end, its endpoints are deleted. */
  remove(id: string): Promise<void>;
  /** @throws ApiError Conflict when the address is a member already */
  addMember(id: string, email: string, role: members.MemberRole): Promise<members.MemberRow>;
  /** @throws ApiError ResourceNotFound */
  getMember(id: string, memberId: string): Promise<members.MemberRow>;
  listMembers(id: string, limit: number, offset: number): Promise<Page<members.MemberRow>>;
  removeMember(id: string, memberId: string): Promise<void>;
}

export function createOrganizationsService(deps: {
  pool: Pool;
  endpoints: Pick<EndpointsService, 'removeAll' | 'closeWorkflows'>;
}): OrganizationsService {
  const { pool, endpoints } = deps;
  const get = async (id: string) => {
    const row = await rows.selectOrganization(pool, id);
    if (row === undefined) throw new ApiError('ResourceNotFound');
    return row;
  };
  return {
    get,
    create: (name) => rows.insertOrganization(pool, randomUUID(), name),
    async list(limit, offset) {
      const [items, total] = await Promise.all([
        rows.listOrganizations(pool, limit, offset),
        rows.countOrganizations(pool),
      ]);
      return { items, total };
    },
    async rename(id, name) {
      const row = await rows.renameOrganization(pool, id, name);
      if (row === undefined) throw new ApiError('ResourceNotFound');
      return row;
    },
    async remove(id) {
      const closed = await inTransaction(pool, async (db) => {
        if (!(await rows.softDeleteOrganization(db, id))) throw new ApiError('ResourceNotFound');
        return endpoints.removeAll(db, id);
      });
      endpoints.closeWorkflows(closed);
    },
    async addMember(id, email, role) {
      await get(id);
      const member = await members.insertMember(pool, randomUUID(), id, email, role);
      if (member === undefined) {
        throw new ApiError('Conflict', 'The organization has a member with this address already.');
      }
      return member;
    },
    async getMember(id, memberId) {
      const member = await members.selectMember(pool, id, memberId);
      if (member === undefined) throw new ApiError('ResourceNotFound');
      return member;
    },
    async listMembers(id, limit, offset) {
      await get(id);
      const [items, total] = await Promise.all([
        members.listMembers(pool, id, limit, offset),
        members.countMembers(pool, id),
      ]);
      return { items, total };
    },
    async removeMember(id, memberId) {
      await get(id);
      if (!(await members.deleteMember(pool, id, memberId))) throw new ApiError('ResourceNotFound');
    },
  };
}
