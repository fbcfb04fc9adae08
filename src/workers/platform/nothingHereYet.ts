import { ROOM_PATHS } from "../../common/apps/room.ts";

/** What a person sees before anything was pushed. Looks again until there is something. */
export function nothingHereYet(rev: number): Response {
  return new Response(page(rev), {
    status: 503,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "retry-after": "1",
    },
  });
}

const page = (rev: number): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Nothing here yet</title>
<style>
  :root { --page: #f7f7f5; --ink: #1d1d1b; --quiet: #6d6d68; --line: #d9d9d4; }
  @media (prefers-color-scheme: dark) {
    :root { --page: #161618; --ink: #ececea; --quiet: #9a9a95; --line: #34343a; }
  }
  * { box-sizing: border-box; }
  body {
    margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
    background: var(--page); color: var(--ink);
    font: 15px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif;
  }
  main { max-width: 34ch; text-align: center; }
  svg { width: 72px; height: 72px; color: var(--line); }
  h1 { margin: 18px 0 6px; font-size: 18px; font-weight: 600; letter-spacing: -0.01em; }
  p { margin: 0; color: var(--quiet); text-wrap: balance; }
</style>
</head>
<body>
<main>
  <svg viewBox="0 0 72 72" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
    <rect x="6" y="12" width="60" height="48" rx="7"/>
    <path d="M6 24h60M14 18h.01M20 18h.01M26 18h.01" stroke-linecap="round"/>
    <path d="M27 42h18" stroke-linecap="round" stroke-dasharray="3 6"/>
  </svg>
  <h1>Nothing here yet</h1>
  <p>Open this app in Studio and its pages appear here by themselves.</p>
</main>
<script>
  (function look() {
    fetch("${ROOM_PATHS.health}", { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (health) {
        if (health.rev !== ${rev}) location.reload();
        else setTimeout(look, 1000);
      })
      .catch(function () { setTimeout(look, 2000); });
  })();
</script>
</body>
</html>
`;
