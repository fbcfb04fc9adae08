const DOMAIN_ATTRIBUTE = /;\s*domain\s*=[^;]*/gi;

/**
 * Apps are siblings on one domain: a cookie with a `Domain` would reach every other app. Such a
 * cookie is kept, but only for the host that set it.
 */
export function withoutSharedCookies(response: Response): Response {
  const cookies = response.headers.getSetCookie();
  if (response.webSocket !== null || !cookies.some((cookie) => /;\s*domain\s*=/i.test(cookie))) {
    return response;
  }
  const copy = new Response(response.body, response);
  copy.headers.delete("set-cookie");
  for (const cookie of cookies) {
    copy.headers.append("set-cookie", cookie.replace(DOMAIN_ATTRIBUTE, ""));
  }
  return copy;
}
