import { ButtonLink } from "@/components/ui/Button";
import { Container } from "@/components/ui/Container";
import { useDocumentTitle } from "@/hooks/useDocumentTitle";

export function NotFoundPage() {
  useDocumentTitle("Page not found");

  return (
    <Container className="grid justify-items-center py-24 text-center">
      <svg viewBox="0 0 320 150" className="w-72 text-sea" fill="none" aria-hidden>
        <g stroke="currentColor" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round">
          <path d="M160 6v54c0 18-26 18-26 0" />
          <path d="M134 60l-7 8M134 60l8 7" />
          <path d="M16 96c24-22 48-22 72 0s48 22 72 0 48-22 72 0 48 22 72 0" />
          <path d="M40 126c20-18 40-18 60 0s40 18 60 0 40-18 60 0 40 18 60 0" opacity="0.4" />
        </g>
      </svg>
      <p className="mt-6 text-sm font-medium text-crust">404</p>
      <h1 className="mt-2 text-4xl sm:text-5xl">Nothing on the line</h1>
      <p className="mt-3 max-w-md text-lg text-ink-soft">
        This page swam off, or it was never here. The counter is where you left it.
      </p>
      <ButtonLink to="/shop" className="mt-8">
        Back to the shop
      </ButtonLink>
    </Container>
  );
}
