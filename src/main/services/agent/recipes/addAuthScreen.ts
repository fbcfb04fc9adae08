import { z } from "zod";
import { findPageHost } from "./app/findPageHost.ts";
import { lookOf } from "./app/look.ts";
import { PageName } from "./app/pageName.ts";
import {
  AUTH_CLIENT_SOURCE,
  authFormSource,
  authPageBody,
  localAuthSource,
  supabaseAuthSource,
  authHookSource,
} from "./content/authSource.ts";
import { pageSource } from "./content/pageSource.ts";
import type { Recipe } from "./recipe.ts";
import { joinedPlans } from "./recipePlan.ts";

const Parameters = z.object({ name: PageName.default("Account") });
type Parameters = z.infer<typeof Parameters>;

const SUPABASE = "@supabase/supabase-js";

export const addAuthScreen: Recipe<Parameters> = {
  view: {
    id: "add-auth-screen",
    version: 1,
    title: "Add sign in and sign up",
    description:
      "A page to sign in, sign up and reset a password. With supabase-js in the app it uses Supabase; without, accounts are kept in the browser to try the screens.",
    parameters: [
      {
        name: "name",
        label: "Name of the page",
        help: "As it stands in the menu.",
        kind: "text",
        choices: [],
        initial: "Account",
      },
    ],
  },
  parameters: Parameters,
  title: () => "Add sign in and sign up",

  async plan(app, { name }) {
    const look = lookOf(app);
    const host = findPageHost(app, look);
    const place = host.place(name);
    const connected = host.connect({ place, label: name, icon: "CircleUser" });
    const client = app.newPath("src/lib/auth/authClient.ts");
    const auth = app.newPath("src/lib/auth/auth.ts");
    const hook = app.newPath("src/lib/auth/useAuth.ts");
    const form = app.newPath("src/features/auth/AuthForm.tsx");
    const withSupabase = app.uses(SUPABASE);
    const clientImport = app.importOf(auth, client);
    const content = {
      title: name,
      intro: "",
      imports: [
        `import { AuthForm } from "${app.importOf(place.path, form)}";`,
        `import { auth } from "${app.importOf(place.path, auth)}";`,
        `import { useAuth } from "${app.importOf(place.path, hook)}";`,
      ],
      statements: "const { user, recovering } = useAuth();",
      declarations: "",
      body: authPageBody(look),
    };
    const newFiles = [
      { path: client, text: AUTH_CLIENT_SOURCE },
      {
        path: auth,
        text: (withSupabase ? supabaseAuthSource : localAuthSource)(clientImport),
      },
      { path: hook, text: authHookSource(app.importOf(hook, auth)) },
      {
        path: form,
        text: authFormSource(look, {
          auth: app.importOf(form, auth),
          client: app.importOf(form, client),
        }),
      },
      { path: place.path, text: pageSource(content, { place, frame: host.frame, look, app }) },
    ];
    return joinedPlans([{ newFiles }, connected], {
      intro: `Found ${host.description}${withSupabase ? ", and supabase-js" : ""}.`,
      outro: [
        `The page is at ${connected.address}.`,
        withSupabase
          ? "Set VITE_SUPABASE_URL and VITE_SUPABASE_ANON_KEY to connect it to your project."
          : `Accounts are kept in the browser only, by ${auth}. Before real visitors come, add ${SUPABASE} and put another AuthClient there.`,
        ...connected.notes,
      ].join(" "),
    });
  },
};
