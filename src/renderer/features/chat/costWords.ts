import type { Usage } from "../../../common/contracts/chat.ts";
import { formatNumber } from "../../messages/format.ts";
import { text } from "../../messages/text.ts";

const words = text.chat.cost;

const dollars = new Intl.NumberFormat(undefined, {
  style: "currency",
  currency: "USD",
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** `$0.0412`; a price nobody stated is unknown, never nothing. */
export function dollarWords(costUsd: number | null): string {
  return costUsd === null ? words.unknown : dollars.format(costUsd);
}

/** `12,400 tokens · $0.04` */
export function costWords(usage: Usage): string {
  const tokens = usage.input + usage.output;
  return `${words.tokens(formatNumber(tokens))} · ${dollarWords(usage.costUsd)}`;
}

/** Where the tokens of a run went, in a sentence each. */
export function usageLines(usage: Usage): readonly string[] {
  const read = usage.input - usage.cacheRead - usage.cacheWrite;
  return [
    words.read(formatNumber(Math.max(0, read))),
    words.cacheRead(formatNumber(usage.cacheRead)),
    words.cacheWrite(formatNumber(usage.cacheWrite)),
    words.written(formatNumber(usage.output)),
  ];
}
