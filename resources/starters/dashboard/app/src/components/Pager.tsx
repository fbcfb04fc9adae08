interface Props {
  page: number;
  pages: number;
  total: number;
  onChange: (page: number) => void;
}

const button =
  "h-9 rounded-lg border border-line px-3 text-sm hover:bg-raised disabled:cursor-default disabled:opacity-45 disabled:hover:bg-transparent";

export function Pager({ page, pages, total, onChange }: Props) {
  return (
    <nav aria-label="Pages" className="mt-3 flex items-center gap-2 border-t border-line pt-4">
      <p aria-live="polite" className="mr-auto text-sm text-ink-soft tabular-nums">
        {total} shipments · page {page} of {pages}
      </p>
      <button
        type="button"
        disabled={page <= 1}
        onClick={() => onChange(page - 1)}
        className={button}
      >
        Back
      </button>
      <button
        type="button"
        disabled={page >= pages}
        onClick={() => onChange(page + 1)}
        className={button}
      >
        Next
      </button>
    </nav>
  );
}
