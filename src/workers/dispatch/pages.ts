import type { Stage } from "../../common/apps/names.ts";

interface Page {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** Shown monospaced; only to the app's own developer. */
  readonly details?: string;
}

export function unknownApp(request: Request): Response {
  const host = request.headers.get("host") ?? "this address";
  return respond(request, {
    status: 404,
    title: "There is no app here",
    text: `No app is published at ${host}. It may have been removed, or the address may have a typo.`,
  });
}

/** The script looped or ran out of memory. Cloudflare answers this with error code 1102. */
export function appPaused(request: Request, stage: Stage, message: string): Response {
  return respond(request, {
    status: 503,
    title: "This app used too many resources",
    text: "Its code ran too long or took too much memory, so it was stopped (error code: 1102). Other apps are not affected. Try again in a moment.",
    ...forDeveloper(stage, message),
  });
}

export function appFailed(request: Request, stage: Stage, message: string): Response {
  return respond(request, {
    status: 500,
    title: "This app stopped with an error",
    text: "Its code threw an error that it did not handle (error code: 1101). Reload the page to try again.",
    ...forDeveloper(stage, message),
  });
}

/** What the code said may hold anything: visitors of a published app do not see it. */
function forDeveloper(stage: Stage, message: string): { details?: string } {
  return stage === "preview" ? { details: message } : {};
}

function respond(request: Request, page: Page): Response {
  const wantsHtml = request.headers.get("accept")?.includes("text/html") ?? false;
  const lines = [page.title, page.text, page.details].filter((line) => line !== undefined);
  return new Response(wantsHtml ? html(page) : `${lines.join("\n")}\n`, {
    status: page.status,
    headers: {
      "content-type": `text/${wantsHtml ? "html" : "plain"}; charset=utf-8`,
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      ...(page.status === 503 ? { "retry-after": "5" } : {}),
    },
  });
}

const STYLE = `
:root { color-scheme: light dark; --text: #1c1e24; --muted: #5d6270; --ground: #f6f7f9; --card: #fff; --line: #e2e4ea }
@media (prefers-color-scheme: dark) {
  :root { --text: #eceef3; --muted: #9aa0ae; --ground: #121318; --card: #1b1d24; --line: #2b2e38 }
}
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
  background: var(--ground); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif }
main { max-width: 34rem; width: 100%; padding: 32px; background: var(--card);
  border: 1px solid var(--line); border-radius: 14px }
p { margin: 0; color: var(--muted); overflow-wrap: anywhere }
h1 { margin: 0 0 8px; font-size: 1.35rem; line-height: 1.3; letter-spacing: -.01em }
small { display: block; margin-bottom: 12px; color: var(--muted); font-variant-numeric: tabular-nums }
pre { margin: 20px 0 0; padding: 12px 14px; overflow: auto; max-height: 40vh; white-space: pre-wrap;
  background: var(--ground); border: 1px solid var(--line); border-radius: 8px;
  font: 13px/1.5 ui-monospace, "SF Mono", Menlo, monospace }`;

function html({ status, title, text, details }: Page): string {
  const frame = details === undefined ? "" : `<pre>${escape(details)}</pre>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${STYLE}</style>
<main>
<small>${status}</small>
<h1>${escape(title)}</h1>
<p>${escape(text)}</p>
${frame}</main>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
