interface Value {
  readonly key: string;
  readonly value: Uint8Array | string;
}

export interface Pair {
  readonly key: string;
  readonly value: string;
  readonly base64: boolean;
}

/** One bulk write takes 10,000 pairs and 100 MB; some room is left for the JSON around them. */
const MAX_PAIRS = 10_000;
const MAX_CHARACTERS = 90_000_000;

/** Splits values into as few bulk writes as the API allows. Bytes go as base64. */
export function* kvBatches(values: readonly Value[]): Generator<readonly Pair[]> {
  let batch: Pair[] = [];
  let size = 0;
  for (const { key, value } of values) {
    const pair = encoded(key, value);
    const own = pair.key.length + pair.value.length;
    if (batch.length === MAX_PAIRS || (size + own > MAX_CHARACTERS && batch.length > 0)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(pair);
    size += own;
  }
  if (batch.length > 0) yield batch;
}

function encoded(key: string, value: Uint8Array | string): Pair {
  if (typeof value === "string") return { key, value, base64: false };
  const { buffer, byteOffset, byteLength } = value;
  const text = Buffer.from(buffer, byteOffset, byteLength).toString("base64");
  return { key, value: text, base64: true };
}
