import { z } from 'zod';
import { benefitType } from './benefit-type';
import { customer } from './customers';
import { id, metadata, moment, openEnum, opening } from './fields';
import { member } from './members';

const benefitFields = {
  ...opening,
  type: benefitType(),
  description: z.string(),
  selectable: z.boolean().describe('Whether it can be added to products.'),
  deletable: z.boolean(),
  is_deleted: z.boolean(),
  organization_id: id(),
};

/** Of each kind of benefit its own; a benefit that says nothing more has none. */
const properties = () =>
  z.record(z.string(), z.unknown()).describe('Depends on the benefit’s type.');

/** The part of a benefit that checkouts hold. */
export const benefitPublic = z
  .looseObject({ ...benefitFields, properties: properties().optional() })
  .meta({ id: 'BenefitPublic', description: 'A benefit as customers see it.' });

/** `data` of benefit events, and a part of products and grants. */
export const benefit = z
  .looseObject({
    ...benefitFields,
    metadata,
    properties: properties(),
    visibility: openEnum(['draft', 'private', 'public']),
    visibility_configurable: z.boolean(),
  })
  .meta({ id: 'Benefit', description: 'What customers of a product get.' });

const benefitGrantError = z
  .looseObject({ message: z.string(), type: z.string(), timestamp: z.string() })
  .meta({ id: 'BenefitGrantError', description: 'Why a benefit could not be granted.' });

/** `data` of benefit_grant events. */
export const benefitGrant = z
  .looseObject({
    ...opening,
    granted_at: moment().nullish(),
    is_granted: z.boolean(),
    revoked_at: moment().nullish(),
    is_revoked: z.boolean(),
    subscription_id: id().nullable(),
    order_id: id().nullable(),
    customer_id: id(),
    member_id: id().nullish(),
    benefit_id: id(),
    error: benefitGrantError.nullish(),
    customer,
    member: member.nullish(),
    benefit,
    properties: properties(),
    previous_properties: properties().nullish().describe('The properties before this change.'),
  })
  .meta({ id: 'BenefitGrant', description: 'A benefit that was given to a customer.' });
