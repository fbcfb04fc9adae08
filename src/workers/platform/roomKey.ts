const encoder = new TextEncoder();

/** Does the request carry this app's room key (HMAC-SHA256 of the app under the secret, in hex)? */
export async function hasRoomKey(request: Request, secret: string, app: string): Promise<boolean> {
  const given = /^Bearer ([0-9a-f]{64})$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (given === undefined) return false;
  const expected = await roomKey(secret, app);
  return crypto.subtle.timingSafeEqual(encoder.encode(given), encoder.encode(expected));
}

async function roomKey(secret: string, app: string): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, [
    "sign",
  ]);
  const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(app)));
  return [...signature].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
