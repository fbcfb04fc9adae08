/**
 * Runs in every previewed page before anything else. It keeps Vite's unmodified client connected,
 * tells the room what was painted, and lets the embedding Studio follow the page. The page is the
 * app's: whatever it does to this script, it can only lie about itself.
 */
import { CLIENT_TAG } from "../../../common/apps/room.ts";
import { keepHmrConnected } from "./hmrConnection.ts";
import { PaintReporter } from "./paintReporter.ts";
import { readOrigins } from "./parentOrigin.ts";
import { RevisionTracker } from "./revisionTracker.ts";
import { followStudio } from "./studioFrame.ts";

const script = document.currentScript;
if (script instanceof HTMLScriptElement) start(script.dataset);

function start(data: DOMStringMap): void {
  const revisions = new RevisionTracker(Number(data[CLIENT_TAG.rev]));
  const hmr = keepHmrConnected(revisions);
  const paint = new PaintReporter(revisions, (rev) => {
    hmr.send({ type: "studio:painted", rev });
  });
  paint.start();
  followStudio(readOrigins(data[CLIENT_TAG.studioOrigins]), revisions);
}
