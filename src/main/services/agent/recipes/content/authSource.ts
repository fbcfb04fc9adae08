import type { Look } from "../app/look.ts";

/** What the screens need of whoever keeps the accounts. */
export const AUTH_CLIENT_SOURCE = `export interface AuthState {
  /** Null while nobody is signed in. */
  user: { email: string } | null;
  /** The person came back by the link of a mail and has to choose a new password. */
  recovering: boolean;
}

/** Done, with a sentence when there is something to say; or why not. */
export type AuthResult = { ok: true; message?: string } | { ok: false; message: string };

/** Whoever keeps the accounts. The screens know nothing else of it. */
export interface AuthClient {
  /** A sentence for the sign-in screen about where accounts are kept; empty for none. */
  readonly notice: string;
  state(): AuthState;
  /** Returns a function that ends it. */
  subscribe(onChange: () => void): () => void;
  signIn(email: string, password: string): Promise<AuthResult>;
  signUp(email: string, password: string): Promise<AuthResult>;
  requestReset(email: string): Promise<AuthResult>;
  /** Only while \`recovering\`. */
  choosePassword(password: string): Promise<AuthResult>;
  signOut(): Promise<void>;
}
`;

export function authHookSource(authImport: string): string {
  return `import { useSyncExternalStore } from "react";
import { auth } from "${authImport}";

/** Who is signed in; the component follows every change. */
export function useAuth() {
  return useSyncExternalStore(auth.subscribe, auth.state);
}
`;
}

/** Accounts of this browser, to try the screens before there is a backend. */
export function localAuthSource(clientImport: string): string {
  return LOCAL_AUTH.replace("AUTH_CLIENT", () => clientImport);
}

const LOCAL_AUTH = `import type { AuthClient, AuthResult, AuthState } from "AUTH_CLIENT";

interface Account {
  email: string;
  salt: string;
  hash: string;
}

const accountsKey = "auth-accounts";
const sessionKey = "auth-session";
const listeners = new Set<() => void>();
let current: AuthState = { user: savedUser(), recovering: false };

/** Accounts that live in this browser only: good for trying the screens, not for real visitors. */
export const auth: AuthClient = {
  notice: "Accounts are kept in this browser only, until the app is connected to a backend.",
  state: () => current,
  subscribe(onChange) {
    listeners.add(onChange);
    return () => listeners.delete(onChange);
  },
  async signIn(email, password) {
    const account = accounts().find((known) => known.email === plain(email));
    const hash = account ? await hashed(password, account.salt) : "";
    if (!account || account.hash !== hash) {
      return { ok: false, message: "The email address or the password is not right." };
    }
    enter(account.email);
    return { ok: true };
  },
  async signUp(email, password) {
    const known = accounts();
    if (known.some((account) => account.email === plain(email))) {
      return { ok: false, message: "There is an account with this email address already." };
    }
    const salt = crypto.randomUUID();
    const account = { email: plain(email), salt, hash: await hashed(password, salt) };
    localStorage.setItem(accountsKey, JSON.stringify([...known, account]));
    enter(account.email);
    return { ok: true };
  },
  async requestReset() {
    return cannotSend;
  },
  async choosePassword() {
    return cannotSend;
  },
  async signOut() {
    localStorage.removeItem(sessionKey);
    change(null);
  },
};

const cannotSend: AuthResult = {
  ok: false,
  message: "Accounts of this browser get no mail. Connect a backend to reset passwords.",
};

const plain = (email: string) => email.trim().toLowerCase();

function enter(email: string) {
  localStorage.setItem(sessionKey, email);
  change(email);
}

function change(email: string | null) {
  current = { user: email === null ? null : { email }, recovering: false };
  for (const listener of listeners) listener();
}

function accounts(): Account[] {
  const kept: unknown = JSON.parse(localStorage.getItem(accountsKey) ?? "[]");
  return Array.isArray(kept) ? kept : [];
}

function savedUser() {
  try {
    const email = localStorage.getItem(sessionKey);
    return email === null ? null : { email };
  } catch {
    return null;
  }
}

async function hashed(password: string, salt: string) {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", encoder.encode(password), "PBKDF2", false, [
    "deriveBits",
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: encoder.encode(salt), iterations: 210_000 },
    key,
    256,
  );
  return Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
`;

/** Accounts of a Supabase project. */
export function supabaseAuthSource(clientImport: string): string {
  return `import { createClient } from "@supabase/supabase-js";
import type { AuthClient, AuthState } from "${clientImport}";

const url: string = import.meta.env.VITE_SUPABASE_URL ?? "";
const key: string = import.meta.env.VITE_SUPABASE_ANON_KEY ?? "";
const isSet = url !== "" && key !== "";
const supabase = createClient(isSet ? url : "http://localhost", isSet ? key : "not-set");
const listeners = new Set<() => void>();
let current: AuthState = { user: null, recovering: false };

supabase.auth.onAuthStateChange((event, session) => {
  const email = session?.user.email;
  current = {
    user: email === undefined ? null : { email },
    recovering: event === "PASSWORD_RECOVERY" || (current.recovering && event !== "SIGNED_OUT"),
  };
  for (const listener of listeners) listener();
});

/** Accounts of the Supabase project that the app's environment names. */
export const auth: AuthClient = {
  notice: isSet ? "" : "Set VITE_SUPABASE_URL and VITE_SUPABASE_ANON_KEY to use Supabase.",
  state: () => current,
  subscribe(onChange) {
    listeners.add(onChange);
    return () => listeners.delete(onChange);
  },
  async signIn(email, password) {
    const { error } = await supabase.auth.signInWithPassword({ email, password });
    return error ? { ok: false, message: error.message } : { ok: true };
  },
  async signUp(email, password) {
    const { data, error } = await supabase.auth.signUp({ email, password });
    if (error) return { ok: false, message: error.message };
    return data.session
      ? { ok: true }
      : { ok: true, message: "Open the link in the mail we sent you to finish." };
  },
  async requestReset(email) {
    const redirectTo = window.location.href;
    const { error } = await supabase.auth.resetPasswordForEmail(email, { redirectTo });
    return error
      ? { ok: false, message: error.message }
      : { ok: true, message: "If there is an account, a mail with a link is on its way." };
  },
  async choosePassword(password) {
    const { error } = await supabase.auth.updateUser({ password });
    if (error) return { ok: false, message: error.message };
    current = { ...current, recovering: false };
    for (const listener of listeners) listener();
    return { ok: true };
  },
  async signOut() {
    await supabase.auth.signOut();
  },
};
`;
}

export function authFormSource(
  look: Look,
  imports: { readonly auth: string; readonly client: string },
): string {
  return `import { useState } from "react";
import { auth } from "${imports.auth}";
import type { AuthResult } from "${imports.client}";

type Mode = "sign-in" | "sign-up" | "reset" | "new-password";

const words: Record<Mode, { title: string; button: string; busy: string }> = {
  "sign-in": { title: "Welcome back", button: "Sign in", busy: "Signing in…" },
  "sign-up": { title: "Create an account", button: "Sign up", busy: "Creating…" },
  reset: { title: "Reset your password", button: "Send a link", busy: "Sending…" },
  "new-password": { title: "Choose a new password", button: "Save", busy: "Saving…" },
};

/** Sign in, sign up and reset in one card. */
export function AuthForm({ recovering }: { recovering: boolean }) {
  const [chosen, setChosen] = useState<Mode>("sign-in");
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<AuthResult | null>(null);
  const mode = recovering ? "new-password" : chosen;

  function show(next: Mode) {
    setChosen(next);
    setResult(null);
  }

  async function submit(form: FormData) {
    setBusy(true);
    setResult(await send(mode, String(form.get("email")), String(form.get("password"))));
    setBusy(false);
  }

  return (
    <div className="w-full max-w-sm rounded-xl border ${look.line} ${look.surface} p-6 sm:p-8">
      <h2 className="text-xl font-semibold">{words[mode].title}</h2>
      {auth.notice !== "" && <p className="mt-2 text-sm ${look.soft}">{auth.notice}</p>}
      <form
        key={mode}
        onSubmit={(event) => {
          event.preventDefault();
          void submit(new FormData(event.currentTarget));
        }}
        className="mt-6 grid gap-4"
      >
        {mode !== "new-password" && (
          <label className="text-sm font-medium">
            Email address
            <input
              type="email"
              name="email"
              autoComplete="email"
              required
              className="${look.input}"
            />
          </label>
        )}
        {mode !== "reset" && (
          <label className="text-sm font-medium">
            Password
            <input
              type="password"
              name="password"
              autoComplete={mode === "sign-in" ? "current-password" : "new-password"}
              minLength={mode === "sign-in" ? undefined : 10}
              required
              className="${look.input}"
            />
          </label>
        )}
        <button type="submit" disabled={busy} className="${look.primary}">
          {busy ? words[mode].busy : words[mode].button}
        </button>
        <p role="status" className={result?.ok === false ? "text-sm ${look.bad}" : "text-sm ${look.soft}"}>
          {result?.message}
        </p>
      </form>
      {mode !== "new-password" && <OtherModes mode={mode} onShow={show} />}
    </div>
  );
}

${otherModesSource(look)}
${SEND}`;
}

function otherModesSource(look: Look): string {
  return `function OtherModes({ mode, onShow }: { mode: Mode; onShow: (mode: Mode) => void }) {
  const others: { mode: Mode; label: string }[] =
    mode === "sign-in"
      ? [
          { mode: "sign-up", label: "Create an account" },
          { mode: "reset", label: "Forgot the password?" },
        ]
      : [{ mode: "sign-in", label: "Back to sign in" }];

  return (
    <p className="flex justify-between gap-4 border-t ${look.line} pt-4 text-sm">
      {others.map((other) => (
        <button
          key={other.mode}
          type="button"
          onClick={() => onShow(other.mode)}
          className="${look.accentText} hover:underline"
        >
          {other.label}
        </button>
      ))}
    </p>
  );
}
`;
}

const SEND = `function send(mode: Mode, email: string, password: string): Promise<AuthResult> {
  switch (mode) {
    case "sign-in":
      return auth.signIn(email, password);
    case "sign-up":
      return auth.signUp(email, password);
    case "reset":
      return auth.requestReset(email);
    case "new-password":
      return auth.choosePassword(password);
  }
}
`;

/** What the page shows: the form, or who is signed in. */
export function authPageBody(look: Look): string {
  return `{user === null || recovering ? (
  <AuthForm recovering={recovering} />
) : (
  <div className="flex w-full max-w-md items-center justify-between gap-4 rounded-xl border ${look.line} ${look.surface} p-6">
    <div>
      <p className="text-sm ${look.soft}">Signed in as</p>
      <p className="mt-0.5 font-medium">{user.email}</p>
    </div>
    <button type="button" onClick={() => void auth.signOut()} className="${look.quiet}">
      Sign out
    </button>
  </div>
)}`;
}
