/**
 * A preview runs in a frame of another site, where browsers drop ordinary cookies. Partitioned
 * ones are kept, apart for each embedding site: sign-in works in the frame as it will on its own.
 */
export function keepCookiesInFrames(response: Response): Response {
  const cookies = response.headers.getSetCookie();
  if (cookies.length === 0 || response.webSocket !== null) return response;
  const headers = new Headers(response.headers);
  headers.delete("set-cookie");
  for (const cookie of cookies) headers.append("set-cookie", partitioned(cookie));
  return new Response(response.body, { status: response.status, headers });
}

const REPLACED = new Set(["secure", "samesite", "partitioned"]);

function partitioned(cookie: string): string {
  const [pair = "", ...attributes] = cookie.split(";");
  const kept = attributes.filter((attribute) => {
    const [name = ""] = attribute.split("=");
    return !REPLACED.has(name.trim().toLowerCase());
  });
  return [pair, ...kept, " Secure", " SameSite=None", " Partitioned"].join(";");
}
