import { IDS, TIMES, opening, type ExampleObject } from './common';

const CUSTOMER_EMAILS: ExampleObject = {
  order_confirmation: true,
  payment_method_expiration_reminder: true,
  subscription_cancellation: true,
  subscription_confirmation: true,
  subscription_cycled: true,
  subscription_cycled_after_trial: true,
  subscription_past_due: true,
  subscription_paused: true,
  subscription_renewal_reminder: true,
  subscription_resumed: true,
  subscription_revoked: true,
  subscription_trial_conversion_reminder: true,
  subscription_uncanceled: true,
  subscription_updated: true,
};

const CAPABILITIES: ExampleObject = {
  checkout_payments: true,
  subscription_renewals: true,
  payouts: true,
  refunds: true,
  api_access: true,
  dashboard_access: true,
};

/** The organization that sells the product. */
export function organization(): ExampleObject {
  return {
    ...opening(IDS.organization, TIMES.setUp, TIMES.changed),
    name: 'Acme',
    slug: 'acme',
    avatar_url: null,
    proration_behavior: 'prorate',
    allow_customer_updates: true,
    email: 'support@example.com',
    website: 'https://example.com',
    socials: [{ platform: 'github', url: 'https://github.com/example' }],
    status: 'active',
    details_submitted_at: TIMES.setUp,
    onboarding_resubmission_requested_at: null,
    sso_enforced: false,
    default_presentment_currency: 'usd',
    default_tax_behavior: 'location',
    feature_settings: null,
    subscription_settings: {
      allow_multiple_subscriptions: false,
      proration_behavior: 'prorate',
      benefit_revocation_grace_period: 0,
      prevent_trial_abuse: false,
      allow_customer_updates: true,
    },
    customer_email_settings: { ...CUSTOMER_EMAILS },
    customer_portal_settings: {
      usage: { show: true },
      subscription: { update_seats: true, update_plan: true },
      customer: { allow_email_change: false },
    },
    dispute_settings: { auto_accept_below_amount: null },
    embed_hosts: [],
    country: 'US',
    account_id: null,
    payout_account_id: null,
    capabilities: { ...CAPABILITIES },
  };
}
