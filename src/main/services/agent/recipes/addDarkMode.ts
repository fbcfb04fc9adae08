import { z } from "zod";
import { problem } from "../../../../common/contracts/problem.ts";
import { lookOf } from "./app/look.ts";
import type { AppText, RecipeApp } from "./app/recipeApp.ts";
import { EditedText } from "./app/textEdits.ts";
import { unknownStructure } from "./app/unknownStructure.ts";
import { themeHookSource, THEME_RULES, themeSwitchSource } from "./content/themeSource.ts";
import type { Recipe } from "./recipe.ts";
import { joinedPlans } from "./recipePlan.ts";

const Parameters = z.object({});
const HAS_THEME = /\[data-theme|dataset\.theme|classList\.(?:add|toggle)\("dark"/;
const TOKENS = /:root \{[^}]*light-dark\([^}]*\}\n/;
const SHOWN = /^([ \t]*)<(App|Site) \/>$/m;

/** Lets visitors choose the light or the dark look of an app that has both. */
export const addDarkMode: Recipe<z.infer<typeof Parameters>> = {
  view: {
    id: "add-dark-mode",
    version: 1,
    title: "Add a dark mode switch",
    description:
      "A button that changes between light and dark and remembers the choice. The app's colours need a light and a dark value.",
    parameters: [],
  },
  parameters: Parameters,
  title: () => "Add a dark mode switch",

  async plan(app) {
    const look = lookOf(app);
    refuseExisting(app);
    const styles = stylesOf(app);
    const main = mainOf(app);
    const hook = app.newPath("src/hooks/useTheme.ts");
    const button = app.newPath("src/components/ThemeSwitch.tsx");
    const edits = [
      new EditedText(styles).replace(
        TOKENS,
        "the colours",
        ([block]) => `${block}\n${THEME_RULES}`,
      ),
      new EditedText(main)
        .addImport(`import { ThemeSwitch } from "${app.importOf(main.path, button)}";`)
        .replace(
          SHOWN,
          "what the page shows",
          ([shown, margin = ""]) => `${shown}\n${margin}<ThemeSwitch />`,
        ),
    ];
    const newFiles = [
      { path: hook, text: themeHookSource() },
      { path: button, text: themeSwitchSource(look, app.importOf(button, hook)) },
    ];
    return joinedPlans([{ newFiles, edits: edits.map((edit) => edit.done()) }], {
      intro: `Found colours with a light and a dark value in ${styles.path}.`,
      outro: "The switch is in the upper right corner. Until it is used, the system decides.",
    });
  },
};

function refuseExisting(app: RecipeApp): void {
  const [place] = app.find(HAS_THEME);
  if (place === undefined) return;
  throw problem("already-exists", `The app has a theme switch already, see ${place.path}.`, {
    next: "Nothing was changed.",
  });
}

function stylesOf(app: RecipeApp): AppText {
  const [styles, second] = app.find(TOKENS);
  if (styles !== undefined && second === undefined) return styles;
  throw unknownStructure(
    "no single style sheet names its colours with light-dark(…), so there is nothing to switch between.",
  );
}

function mainOf(app: RecipeApp): AppText {
  const main = app.find(SHOWN).find(({ path }) => path === "src/main.tsx");
  if (main !== undefined) return main;
  throw unknownStructure("src/main.tsx does not show <App /> on a line of its own.");
}
