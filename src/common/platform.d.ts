// The web-standard globals that every runtime of ours has (Node, workerd, Chromium). This layer
// compiles without DOM and Node types, so that it cannot reach for more than these.
declare const crypto: {
  getRandomValues<T extends ArrayBufferView>(array: T): T;
  randomUUID(): string;
};
declare function queueMicrotask(callback: () => void): void;
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
