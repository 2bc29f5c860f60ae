import { z } from 'zod';
import { benefit, benefitPublic } from './benefits';
import { id, integer, metadata, moment, openEnum, opening, recurringInterval } from './fields';
import { productPrice } from './prices';

const productFields = {
  ...opening,
  trial_interval: recurringInterval.nullable(),
  trial_interval_count: integer().nullable(),
  name: z.string(),
  description: z.string().nullable(),
  visibility: openEnum(['draft', 'private', 'public']),
  recurring_interval: recurringInterval.nullable().describe('Null for what is bought once.'),
  recurring_interval_count: integer().nullable().describe('How many intervals make one period.'),
  meter_interval: recurringInterval.nullable(),
  meter_interval_count: integer().nullable(),
  is_recurring: z.boolean(),
  is_archived: z.boolean(),
  organization_id: id(),
};

const productMedia = z
  .looseObject({
    id: id(),
    organization_id: id(),
    name: z.string(),
    path: z.string(),
    mime_type: z.string(),
    size: integer().describe('In bytes.'),
    storage_version: z.string().nullable(),
    checksum_etag: z.string().nullable(),
    checksum_sha256_base64: z.string().nullable(),
    checksum_sha256_hex: z.string().nullable(),
    last_modified_at: moment().nullable(),
    version: z.string().nullable(),
    service: z.string(),
    is_uploaded: z.boolean(),
    created_at: moment(),
    size_readable: z.string(),
    public_url: z.string(),
  })
  .meta({ id: 'ProductMedia', description: 'An image of a product.' });

const customField = z
  .looseObject({
    ...opening,
    metadata,
    type: openEnum(['text', 'number', 'date', 'checkbox', 'select']),
    slug: z.string().describe('The key in `custom_field_data`.'),
    name: z.string(),
    organization_id: id(),
    properties: z.record(z.string(), z.unknown()).describe('Depends on `type`.'),
  })
  .meta({ id: 'CustomField', description: 'A question that customers answer when they buy.' });

/** A part of products and checkouts. */
export const attachedCustomField = z
  .looseObject({
    custom_field_id: id(),
    custom_field: customField,
    order: integer().describe('The place among the fields of the product.'),
    required: z.boolean(),
  })
  .meta({ id: 'AttachedCustomField', description: 'A custom field of a product.' });

/** The part of a product that orders and discounts hold. */
export const productBase = z.looseObject({ ...productFields, metadata }).meta({
  id: 'ProductBase',
  description: 'A product as orders and discounts hold it, without prices and benefits.',
});

/** The part of a product that checkouts hold. */
export const checkoutProduct = z
  .looseObject({
    ...productFields,
    prices: z.array(productPrice),
    benefits: z.array(benefitPublic),
    medias: z.array(productMedia),
  })
  .meta({ id: 'CheckoutProduct', description: 'A product as a checkout shows it.' });

/** `data` of product events, and a part of subscriptions. */
export const product = z
  .looseObject({
    ...productFields,
    metadata,
    prices: z.array(productPrice),
    is_deletable: z.boolean().optional(),
    benefits: z.array(benefit),
    medias: z.array(productMedia),
    attached_custom_fields: z.array(attachedCustomField),
  })
  .meta({ id: 'Product', description: 'What is sold.' });
