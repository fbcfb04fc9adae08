/**
 * Runs in every page that Studio embeds, before the app: records console, errors and network, and
 * once Studio has taken the port lets it look into the page. It does not run in a page that is
 * opened by itself, shared or published.
 */
import { CLIENT_TAG } from "../../../../common/apps/room.ts";
import { parentOrigin, readOrigins } from "../parentOrigin.ts";
import { captureConsole } from "./capture/console.ts";
import { captureFailures } from "./capture/failures.ts";
import { captureNetwork } from "./capture/network.ts";
import { acceptStudio } from "./handshake.ts";
import { Outbox } from "./outbox.ts";
import { ElementSources } from "./react/elementSources.ts";
import { StudioSession } from "./studioSession.ts";

const script = document.currentScript;
if (script instanceof HTMLScriptElement)
  start(readOrigins(script.dataset[CLIENT_TAG.studioOrigins]));

function start(origins: readonly string[]): void {
  const studio = parentOrigin(origins);
  if (studio === undefined) return;
  const outbox = new Outbox();
  const sources = new ElementSources();
  sources.install();
  captureConsole(outbox);
  captureFailures(outbox);
  captureNetwork(outbox);
  acceptStudio(studio, (port) => {
    outbox.open(port);
    new StudioSession({ port, outbox, sources }).start();
  });
}
