import { pascal } from "../app/words.ts";

export function answeringRoute(handler: string): string {
  return `/** GET: a list to begin with. Take its entries from a database or a service of yours. */
export async function ${handler}(request: Request): Promise<Response> {
  if (request.method !== "GET") {
    return Response.json({ error: "Use GET." }, { status: 405, headers: { allow: "GET" } });
  }
  const items = [
    { id: 1, title: "The first entry" },
    { id: 2, title: "The second entry" },
  ];
  return Response.json({ items });
}
`;
}

export function receivingRoute(handler: string): string {
  return `const maxBytes = 20_000;

/** POST with \`{ "message": "…" }\`: checks what was sent, and answers with what was understood. */
export async function ${handler}(request: Request): Promise<Response> {
  if (request.method !== "POST") {
    return Response.json({ error: "Use POST." }, { status: 405, headers: { allow: "POST" } });
  }
  const raw = await request.text();
  if (raw.length > maxBytes) return Response.json({ error: "That is too large." }, { status: 413 });
  const message = messageOf(raw);
  if (message === null) {
    return Response.json({ error: "Send JSON with a message." }, { status: 400 });
  }
  return Response.json({ message, receivedAt: new Date().toISOString() }, { status: 201 });
}

function messageOf(raw: string): string | null {
  try {
    const { message } = JSON.parse(raw) as { message?: unknown };
    return typeof message === "string" && message.trim() !== "" ? message.trim() : null;
  } catch {
    return null;
  }
}
`;
}

export function askingClient(name: string, slug: string): string {
  const type = pascal(name);
  return `export interface ${type}Item {
  id: number;
  title: string;
}

/** Asks the app's worker. Fails with a sentence that can be shown. */
export async function fetch${type}(): Promise<${type}Item[]> {
  const response = await fetch("/api/${slug}");
  const isJson = response.headers.get("content-type")?.includes("application/json");
  if (!response.ok || !isJson) throw new Error("The list could not be loaded. Try again.");
  const body = (await response.json()) as { items: ${type}Item[] };
  return body.items;
}
`;
}

export function sendingClient(name: string, slug: string): string {
  return `export type ${pascal(name)}Result = { ok: true } | { ok: false; error: string };

/** Sends a message to the app's worker. */
export async function send${pascal(name)}(message: string): Promise<${pascal(name)}Result> {
  try {
    const response = await fetch("/api/${slug}", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ message }),
    });
    if (response.ok) return { ok: true };
    const { error } = (await response.json()) as { error?: string };
    return { ok: false, error: error ?? "It was not accepted." };
  } catch {
    return { ok: false, error: "The API does not answer. Try again." };
  }
}
`;
}
