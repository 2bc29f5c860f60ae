import { fractionDigitsOf } from './currency-digits';

/** Fraction digits of a text that is no currency code; most currencies have two. */
const UNKNOWN_FRACTION_DIGITS = 2;

/**
 * Writes an amount for people: 5000 usd is "$50.00", 5000 jpy "¥5,000".
 *
 * @param minorUnits the amount in the smallest unit of the currency (ISO 4217 decides how many make one)
 * @param currency an ISO 4217 code in any case; other text is put behind the number as it is
 */
export function formatMoney(minorUnits: number, currency: string): string {
  // Intl throws on anything that isn't three letters, and only then.
  const isCode = /^[a-z]{3}$/i.test(currency);
  const digits = isCode ? fractionDigitsOf(currency) : UNKNOWN_FRACTION_DIGITS;
  const text = new Intl.NumberFormat('en-US', {
    ...(isCode && { style: 'currency', currency: currency.toUpperCase() }),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    // No minus before what is rounded to nothing.
    signDisplay: 'negative',
  }).format(minorUnits / 10 ** digits);
  return isCode ? text : `${text} ${currency}`;
}

/** Writes what a subscription costs: "$10.00 / month", "$10.00 every 3 months", "Free". */
export function formatRecurringMoney(
  minorUnits: number,
  currency: string | null,
  interval: string | null,
  intervalCount: number,
): string | null {
  if (minorUnits === 0) return 'Free';
  if (currency === null) return null;
  const money = formatMoney(minorUnits, currency);
  if (interval === null) return money;
  return intervalCount > 1
    ? `${money} every ${intervalCount} ${interval}s`
    : `${money} / ${interval}`;
}
