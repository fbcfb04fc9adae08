/** Tells the room which app it is. Only {@link PreviewStore} may set it. */
export const APP_HEADER = "x-studio-app";

const INTERNAL = /^x-(?:studio|edge)-/;

/** The request as a stranger may have sent it: nothing in it passes for the platform's word. */
export function withoutInternalHeaders(request: Request): Headers {
  const kept = [...request.headers].filter(([name]) => !INTERNAL.test(name));
  return new Headers(kept);
}
