"""Organizations, their members and their tokens: for the admin token alone."""

from __future__ import annotations

from collections.abc import Sequence

from ._generated import models
from ._generated.api.organizations import (
    add_member,
    create_organization,
    create_token,
    delete_organization,
    get_organization,
    list_members,
    list_organizations,
    list_tokens,
    remove_member,
    rename_organization,
    revoke_token,
)
from ._generated.models import MemberRole, Scope
from ._models import AccessToken, CreatedAccessToken, Member, Organization
from ._pages import Page, load_pages
from ._transport import Transport
from ._values import Id, Moment, optional, optional_moment, uuid_of


class Organizations:
    """Organizations, their members and their tokens: for the admin token alone."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._client = transport.client

    def create(self, *, name: str) -> Organization:
        """Creates an organization."""
        body = models.OrganizationCreate(name=name)
        return Organization.of(
            self._transport.write(
                models.TenantOrganization,
                lambda: create_organization.sync_detailed(client=self._client, body=body),
            )
        )

    def list(self, *, page: int | None = None, limit: int | None = None) -> Page[Organization]:
        """Lists organizations, newest first."""

        def load(number: int) -> tuple[list[Organization], models.Pagination]:
            answer = self._transport.read(
                models.TenantOrganizationList,
                lambda: list_organizations.sync_detailed(
                    client=self._client, page=number, limit=optional(limit)
                ),
            )
            return [Organization.of(item) for item in answer.items], answer.pagination

        return load_pages(page, load)

    def get(self, *, id: Id) -> Organization:
        """One organization."""
        organization_id = uuid_of(id)
        return Organization.of(
            self._transport.read(
                models.TenantOrganization,
                lambda: get_organization.sync_detailed(organization_id, client=self._client),
            )
        )

    def update(self, *, id: Id, name: str) -> Organization:
        """Renames an organization."""
        organization_id = uuid_of(id)
        body = models.OrganizationUpdate(name=name)
        return Organization.of(
            self._transport.update(
                models.TenantOrganization,
                lambda: rename_organization.sync_detailed(
                    organization_id, client=self._client, body=body
                ),
            )
        )

    def delete(self, *, id: Id) -> None:
        """Deletes an organization with its endpoints, and ends its tokens."""
        organization_id = uuid_of(id)
        self._transport.delete(
            lambda: delete_organization.sync_detailed(organization_id, client=self._client)
        )

    def add_member(self, *, organization_id: Id, email: str, role: MemberRole) -> Member:
        """Adds a member; admins get the mails about their organization."""
        owner = uuid_of(organization_id)
        body = models.MemberCreate(email=email, role=role)
        return Member.of(
            self._transport.write(
                models.OrganizationMember,
                lambda: add_member.sync_detailed(owner, client=self._client, body=body),
            )
        )

    def list_members(
        self, *, organization_id: Id, page: int | None = None, limit: int | None = None
    ) -> Page[Member]:
        """Lists the members of an organization, newest first."""
        owner = uuid_of(organization_id)

        def load(number: int) -> tuple[Sequence[Member], models.Pagination]:
            answer = self._transport.read(
                models.OrganizationMemberList,
                lambda: list_members.sync_detailed(
                    owner, client=self._client, page=number, limit=optional(limit)
                ),
            )
            return [Member.of(item) for item in answer.items], answer.pagination

        return load_pages(page, load)

    def remove_member(self, *, organization_id: Id, member_id: Id) -> None:
        """Removes a member."""
        owner, member = uuid_of(organization_id), uuid_of(member_id)
        self._transport.delete(
            lambda: remove_member.sync_detailed(owner, member, client=self._client)
        )

    def create_token(
        self,
        *,
        organization_id: Id,
        name: str,
        scopes: Sequence[Scope],
        expires_at: Moment | None = None,
    ) -> CreatedAccessToken:
        """Creates an access token; `token` is its text, which is shown this once."""
        owner = uuid_of(organization_id)
        body = models.AccessTokenCreate(
            name=name, scopes=[*scopes], expires_at=optional_moment(expires_at)
        )
        return CreatedAccessToken.of(
            self._transport.write(
                models.AccessTokenCreated,
                lambda: create_token.sync_detailed(owner, client=self._client, body=body),
            )
        )

    def list_tokens(
        self, *, organization_id: Id, page: int | None = None, limit: int | None = None
    ) -> Page[AccessToken]:
        """Lists the access tokens of an organization, newest first, without their texts."""
        owner = uuid_of(organization_id)

        def load(number: int) -> tuple[Sequence[AccessToken], models.Pagination]:
            answer = self._transport.read(
                models.AccessTokenList,
                lambda: list_tokens.sync_detailed(
                    owner, client=self._client, page=number, limit=optional(limit)
                ),
            )
            return [AccessToken.of(item) for item in answer.items], answer.pagination

        return load_pages(page, load)

    def revoke_token(self, *, organization_id: Id, token_id: Id) -> None:
        """Ends an access token at once."""
        owner, token = uuid_of(organization_id), uuid_of(token_id)
        self._transport.delete(
            lambda: revoke_token.sync_detailed(owner, token, client=self._client)
        )
