import { CLIENT_TAG, STUDIO_PREFIX, ROOM_PATHS } from "../../../common/apps/room.ts";

/** What a visitor may ask of Studio's own paths: the script that keeps a page up to date. */
export function isShared(pathname: string): boolean {
  return !pathname.startsWith(STUDIO_PREFIX) || pathname === ROOM_PATHS.client;
}

const ORIGINS = new RegExp(`(<script[^>]*\\sdata-${CLIENT_TAG.studioOrigins}=")[^"]*(")`, "i");

/** A page as it is sent to visitors: no Studio may embed it, look into it or steer it. */
export function withoutStudio(html: string): string {
  return html.replace(ORIGINS, (_, before: string, after: string) => `${before}[]${after}`);
}
