import { openEnum } from './fields';

/** The kind of a benefit, on which the shape of its properties depends. */
export const benefitType = () =>
  openEnum([
    'custom',
    'discord',
    'github_repository',
    'downloadables',
    'license_keys',
    'meter_credit',
    'feature_flag',
    'slack_shared_channel',
  ]);
