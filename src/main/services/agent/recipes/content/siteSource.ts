import type { Look } from "../app/look.ts";

/** The module that follows the `#` of the address. */
export function pageAddressSource(pagesImport: string): string {
  return `import { useSyncExternalStore } from "react";
import { pages } from "${pagesImport}";

function subscribe(onChange: () => void) {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

const readId = () => window.location.hash.replace("#/", "");

/** The page that the address names (\`#/about\`), or undefined for the first one. */
export function usePage() {
  const id = useSyncExternalStore(subscribe, readId, () => "");
  return pages.find((page) => page.id === id);
}
`;
}

/** The menu above every page. */
export function siteSource(
  look: Look,
  imports: { readonly appImport: string; readonly pages: string; readonly address: string },
): string {
  return `${imports.appImport}
import { pages } from "${imports.pages}";
import { usePage } from "${imports.address}";

const first = { id: "", label: "Home" };

/** The menu, and below it the page that the address names. */
export function Site() {
  const page = usePage();

  return (
    <>
      <header className="sticky top-0 z-10 border-b ${look.line} ${look.surface}">
        <nav aria-label="Main" className="mx-auto flex h-14 max-w-5xl items-center gap-1 px-3 pr-16">
          {[first, ...pages].map(({ id, label }) => (
            <a
              key={id}
              href={\`#/\${id}\`}
              aria-current={id === (page?.id ?? "") ? "page" : undefined}
              className="rounded-lg px-3 py-1.5 text-sm ${look.soft} transition hover:opacity-75 aria-[current=page]:font-medium aria-[current=page]:${look.accentText.split(" ")[0]}"
            >
              {label}
            </a>
          ))}
        </nav>
      </header>
      {page ? <page.Component /> : <App />}
    </>
  );
}
`;
}
