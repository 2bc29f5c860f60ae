import { z } from 'zod';
import { currency, id, integer, moment, openEnum, opening } from './fields';

const socialLink = z
  .looseObject({
    platform: openEnum([
      'x',
      'github',
      'facebook',
      'instagram',
      'youtube',
      'tiktok',
      'linkedin',
      'threads',
      'discord',
      'other',
    ]),
    url: z.string(),
  })
  .meta({ id: 'SocialLink', description: 'A profile of the organization elsewhere.' });

const subscriptionSettings = z
  .looseObject({
    allow_multiple_subscriptions: z.boolean(),
    proration_behavior: openEnum(['invoice', 'prorate', 'next_period']),
    benefit_revocation_grace_period: integer().describe('In days.'),
    prevent_trial_abuse: z.boolean(),
    allow_customer_updates: z.boolean(),
  })
  .meta({ id: 'SubscriptionSettings', description: 'How subscriptions behave.' });

const customerEmailSettings = z
  .looseObject({
    order_confirmation: z.boolean(),
    payment_method_expiration_reminder: z.boolean().optional(),
    subscription_cancellation: z.boolean(),
    subscription_confirmation: z.boolean(),
    subscription_cycled: z.boolean(),
    subscription_cycled_after_trial: z.boolean(),
    subscription_past_due: z.boolean(),
    subscription_paused: z.boolean(),
    subscription_resumed: z.boolean(),
    subscription_renewal_reminder: z.boolean(),
    subscription_revoked: z.boolean(),
    subscription_trial_conversion_reminder: z.boolean(),
    subscription_uncanceled: z.boolean(),
    subscription_updated: z.boolean(),
  })
  .meta({ id: 'CustomerEmailSettings', description: 'Which mails customers get.' });

const customerPortalSettings = z
  .looseObject({
    usage: z
      .looseObject({ show: z.boolean() })
      .meta({ id: 'CustomerPortalUsageSettings', description: 'Whether the portal shows usage.' }),
    subscription: z
      .looseObject({
        update_seats: z.boolean(),
        update_plan: z.boolean(),
        update_units: z.boolean().optional(),
        pause: z.boolean().optional(),
      })
      .meta({
        id: 'CustomerPortalSubscriptionSettings',
        description: 'What customers may change of a subscription.',
      }),
    customer: z
      .looseObject({ allow_email_change: z.boolean().optional() })
      .meta({
        id: 'CustomerPortalCustomerSettings',
        description: 'What customers may change of themselves.',
      })
      .optional(),
  })
  .meta({
    id: 'CustomerPortalSettings',
    description: "What customers can do in the organization's portal.",
  });

const capabilities = z
  .looseObject({
    checkout_payments: z.boolean(),
    subscription_renewals: z.boolean(),
    payouts: z.boolean(),
    refunds: z.boolean(),
    api_access: z.boolean(),
    dashboard_access: z.boolean(),
  })
  .meta({ id: 'OrganizationCapabilities', description: 'What the organization may do.' });

const disputeSettings = z
  .looseObject({
    auto_accept_below_amount: integer().nullable().describe('In minor units; null for never.'),
  })
  .meta({ id: 'DisputeSettings', description: 'How disputes are dealt with.' });

/** `data` of organization.updated. */
export const organization = z
  .looseObject({
    ...opening,
    name: z.string(),
    slug: z.string(),
    avatar_url: z.string().nullable(),
    proration_behavior: openEnum(['invoice', 'prorate', 'next_period', 'reset']),
    allow_customer_updates: z.boolean(),
    email: z.string().nullable(),
    website: z.string().nullable(),
    socials: z.array(socialLink),
    status: openEnum([
      'created',
      'review',
      'snoozed',
      'denied',
      'active',
      'blocked',
      'offboarding',
      'offboarded',
    ]),
    details_submitted_at: moment().nullable(),
    onboarding_resubmission_requested_at: moment().nullish(),
    sso_enforced: z.boolean(),
    default_presentment_currency: currency(),
    default_tax_behavior: openEnum(['location', 'inclusive', 'exclusive']),
    feature_settings: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('Features by name, most of them on or off.'),
    subscription_settings: subscriptionSettings,
    customer_email_settings: customerEmailSettings,
    customer_portal_settings: customerPortalSettings,
    dispute_settings: disputeSettings.optional(),
    embed_hosts: z.array(z.string()).optional().describe('Sites that may embed checkouts.'),
    country: z.string().nullish().describe('ISO 3166-1 alpha-2 code.'),
    account_id: id().nullable(),
    payout_account_id: id().nullable(),
    capabilities,
  })
  .meta({ id: 'SellerOrganization', description: 'The organization that sells.' });
