export { AppApi } from "./appApi.ts";
export { PreviewRoom } from "./previewRoom.ts";
export { PreviewStore } from "./previewStore.ts";

/** The platform worker has no page of its own: it is reached through its entrypoints only. */
export default {
  fetch: () => new Response("Not found", { status: 404 }),
};
