import type { z } from "zod";
import { badRequest } from "./restError.ts";

/** One request to the API, its body read already. */
export class Call {
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly contentType: string;
  /** `127.0.0.1:port`, as the caller reached us. */
  readonly host: string;
  readonly #params: Readonly<Record<string, string>>;

  constructor(parts: {
    readonly params: Readonly<Record<string, string>>;
    readonly query: URLSearchParams;
    readonly body: Buffer;
    readonly contentType: string;
    readonly host: string;
  }) {
    this.#params = parts.params;
    this.query = parts.query;
    this.body = parts.body;
    this.contentType = parts.contentType;
    this.host = parts.host;
  }

  /** A named part of the route's path, decoded. */
  param(name: string): string {
    const value = this.#params[name];
    if (value === undefined) throw new Error(`The route has no part named ${name}`);
    return value;
  }

  /** The JSON body, checked. Throws a {@link RestError} that names what is wrong with it. */
  json<T>(schema: z.ZodType<T>): T {
    return checked(schema, parsedJson(this.body.toString("utf8")));
  }

  get isForm(): boolean {
    return /^multipart\/form-data/i.test(this.contentType);
  }

  async form(): Promise<FormData> {
    try {
      const headers = { "content-type": this.contentType };
      return await new Response(new Uint8Array(this.body), { headers }).formData();
    } catch {
      throw badRequest("The multipart body could not be read.");
    }
  }
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badRequest("The body is not valid JSON.");
  }
}

export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${issue?.path.join(".") ?? "body"}: ${issue?.message ?? "invalid"}`);
}
