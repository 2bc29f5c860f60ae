/**
 * Currencies whose smallest unit isn't a hundredth (ISO 4217, list one). Intl can't be asked: its
 * digits are those that people write (Unicode CLDR), none for the forint or the rupiah, whose smallest
 * units are hundredths all the same; 5,000 of those would become a hundred times what was paid. And they
 * change with the version of Node.js.
 */
const EXCEPTIONS: readonly [digits: number, codes: string][] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

const DIGITS: ReadonlyMap<string, number> = new Map(
  EXCEPTIONS.flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, digits] as const)),
);

/** How many digits after the point the smallest unit of a currency is: 2 for usd, 0 for jpy. */
export function fractionDigitsOf(currency: string): number {
  return DIGITS.get(currency.toUpperCase()) ?? 2;
}
