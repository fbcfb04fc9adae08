import { z } from "zod";
import { AppId } from "../../common/apps/appId.ts";
import {
  LocalModels,
  ProviderInput,
  ProviderTest,
  ProviderView,
  RecipeView,
} from "../../common/contracts/chat.ts";
import { procedure, router } from "./procedure.ts";
import { snapshots } from "./subscriptions.ts";

const OfProvider = z.object({ id: z.string().min(1).max(80) });

export const providersRouter = router({
  watch: procedure.subscription(({ ctx, signal }) => snapshots(ctx.services.providers.all, signal)),
  list: procedure
    .output(z.array(ProviderView).readonly())
    .query(({ ctx }) => ctx.services.providers.all.value),
  save: procedure
    .input(ProviderInput)
    .output(ProviderView)
    .mutation(({ ctx, input }) => ctx.services.providers.save(input)),
  remove: procedure
    .input(OfProvider)
    .mutation(({ ctx, input }) => ctx.services.providers.remove(input.id)),
  /** Null forgets the key. `isKept`: whether it outlasts this run of Studio. */
  setKey: procedure
    .input(OfProvider.extend({ key: z.string().trim().min(1).max(4_000).nullable() }))
    .output(z.object({ isKept: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.providers.setKey(input.id, input.key)),
  /** Makes one small real call, which costs next to nothing. */
  test: procedure
    .input(OfProvider.extend({ model: z.string().max(200).nullish() }))
    .output(ProviderTest)
    .mutation(({ ctx, input, signal }) =>
      ctx.services.providers.test(input.id, input.model ?? null, signal),
    ),
  /** Asks for programs with models on this computer. Only on a person's click. */
  probeLocal: procedure
    .output(z.array(LocalModels).readonly())
    .mutation(({ ctx }) => ctx.services.providers.probeLocal()),
});

export const recipesRouter = router({
  list: procedure
    .input(z.object({ appId: AppId }))
    .output(z.array(RecipeView).readonly())
    .query(({ ctx, input }) => ctx.services.recipes.list(input.appId)),
});
