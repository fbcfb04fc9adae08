const euro = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });

/** Formats euro cents: 940 becomes "€9.40". */
export function formatMoney(cents: number) {
  return euro.format(cents / 100);
}
