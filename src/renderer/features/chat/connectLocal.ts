import type { LocalModels } from "../../../common/contracts/chat.ts";
import { changeChoice, useProviders } from "../../client/providers.ts";
import { studio } from "../../client/studio.ts";
import { attempt } from "./attempt.ts";

/** Makes a provider of a program on this computer, unless it is one, and chooses its model. */
export async function connectLocal(local: LocalModels, model: string): Promise<void> {
  const { kind, title, baseUrl, models } = local;
  await attempt(async () => {
    const known = useProviders
      .getState()
      .value?.find((provider) => provider.kind === kind && provider.baseUrl === baseUrl);
    const { id } =
      known ?? (await studio.providers.save.mutate({ id: null, kind, title, baseUrl, models }));
    await changeChoice({ provider: id, model });
  });
}
