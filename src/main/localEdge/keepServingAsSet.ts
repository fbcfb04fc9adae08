import type { Listen } from "../../common/base/event.ts";
import type { Log } from "../../common/base/log.ts";
import type { Settings } from "../../common/contracts/studio.ts";

interface KeptEdge {
  setKeepServing(keep: boolean): Promise<void>;
}

/** Lets the edge outlive Studio as long as the person wants that. Returns how to stop. */
export function keepServingAsSet(
  edge: KeptEdge,
  settings: { readonly value: Settings; readonly onChange: Listen<Settings> },
  log: Log,
): () => void {
  let told = settings.value["preview.keepServing"];
  const tell = (keep: boolean): void => {
    told = keep;
    edge.setKeepServing(keep).catch((error: unknown) => {
      log.warn("the edge was not told whether to stay", { error: String(error) });
    });
  };
  tell(told);
  return settings.onChange(({ "preview.keepServing": keep }) => {
    if (keep !== told) tell(keep);
  });
}
