/** Attributes that connect a control with its label, hint and error. */
export function fieldProps(id: string, error?: string) {
  return {
    id,
    name: id,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": `${id}-help`,
    className:
      "mt-1.5 w-full rounded-xl border border-line bg-card px-4 py-3 outline-none transition placeholder:text-ink-soft/70 focus:border-sea focus:ring-3 focus:ring-sea/15 aria-invalid:border-alert",
  } as const;
}
