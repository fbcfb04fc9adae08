import type { ScriptUpload } from "../workersPlatform.ts";

/**
 * A script as the parts of a form. The SDK documents an object here, but flattens it into fields
 * that the API does not know (cloudflare-typescript#2799): files go through as they are.
 */
export function scriptParts(upload: ScriptUpload): Readonly<Record<string, File>> {
  const metadata = {
    main_module: upload.mainModule,
    bindings: upload.bindings,
    tags: upload.tags,
    compatibility_date: upload.compatibilityDate,
    compatibility_flags: upload.compatibilityFlags ?? [],
  };
  const modules = Object.entries(upload.modules).map(
    ([name, text]) =>
      [name, new File([text], name, { type: "application/javascript+module" })] as const,
  );
  return {
    metadata: new File([JSON.stringify(metadata)], "metadata.json", { type: "application/json" }),
    ...Object.fromEntries(modules),
  };
}
