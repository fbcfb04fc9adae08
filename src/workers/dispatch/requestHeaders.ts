/** Headers that only our own parts may set: one from outside is a forgery. */
const INTERNAL = /^x-(?:edge|studio)-/;

/** The same request unless it carries a forged header, which is rare: then a copy without it. */
export function withoutInternalHeaders(request: Request): Request {
  const forged = [...request.headers.keys()].filter((name) => INTERNAL.test(name));
  if (forged.length === 0) return request;
  const copy = new Request(request);
  for (const name of forged) copy.headers.delete(name);
  return copy;
}
