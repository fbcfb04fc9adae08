import { Container } from "@/components/ui/Container";
import { PageIntro } from "@/components/ui/PageIntro";
import { SectionHeading } from "@/components/ui/SectionHeading";
import { FaqList } from "@/features/visit/FaqList";
import { OpeningHours } from "@/features/visit/OpeningHours";
import { QuayMap } from "@/features/visit/QuayMap";
import { useDocumentTitle } from "@/hooks/useDocumentTitle";

export default function VisitPage() {
  useDocumentTitle("Visit");

  return (
    <Container>
      <PageIntro
        kicker="Visit"
        title="At the end of the pier"
        text="Follow the smell of bread. Tram 4 to Pier, then five minutes along the water."
      />
      <div className="grid gap-6 lg:grid-cols-2">
        <OpeningHours />
        <div className="min-h-96">
          <QuayMap />
        </div>
      </div>
      <section className="mt-20">
        <SectionHeading title="Good to know" />
        <FaqList />
      </section>
    </Container>
  );
}
