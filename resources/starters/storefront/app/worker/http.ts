export function json(body: unknown, status = 200, headers: Record<string, string> = {}) {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}

export function notFound(what = "route") {
  return json({ error: `No such ${what}.` }, 404);
}

export function methodNotAllowed(allow: string) {
  return json({ error: `Use ${allow}.` }, 405, { allow });
}
