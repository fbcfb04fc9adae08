import type { AppId } from "../../../../common/apps/appId.ts";
import type { FilePath } from "../../../../common/apps/filePath.ts";
import { MAX_RANGE_BYTES } from "../../../../common/contracts/files.ts";
import { studio } from "../../../client/studio.ts";

/** One version of a file that a view shows. */
export interface ViewedFile {
  readonly appId: AppId;
  readonly path: FilePath;
  /** Bytes. */
  readonly size: number;
  /** Another value is another version. */
  readonly version: string;
  readonly mime: string;
}

/** The most that a picture, a font or a film is read whole for. */
export const MAX_WHOLE_BYTES = 64 * 1024 * 1024;

/** @throws what the host says, and an AbortError. */
export async function readBytes(
  { appId, path }: ViewedFile,
  range: { readonly offset: number; readonly length: number },
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const input = { appId, path, ...range };
  const { body } = await studio.files.readRange.query(
    input,
    signal === undefined ? {} : { signal },
  );
  return bytesOf(body);
}

/** @param onProgress bytes that are here so far. */
export async function readWhole(
  file: ViewedFile,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(file.size);
  let offset = 0;
  while (offset < file.size) {
    const part = await readBytes(file, { offset, length: MAX_RANGE_BYTES }, signal);
    if (part.length === 0) break;
    whole.set(part.subarray(0, file.size - offset), offset);
    offset += part.length;
    onProgress(Math.min(offset, file.size));
  }
  return whole.subarray(0, Math.min(offset, file.size));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
