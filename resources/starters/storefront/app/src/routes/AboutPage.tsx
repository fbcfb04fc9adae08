import ovenGlow from "@/assets/scenes/oven-glow.avif";
import quayMorning from "@/assets/scenes/quay-morning.webp";
import { ButtonLink } from "@/components/ui/Button";
import { Container } from "@/components/ui/Container";
import { PageIntro } from "@/components/ui/PageIntro";
import { SectionHeading } from "@/components/ui/SectionHeading";
import { suppliers } from "@/data/suppliers";
import { useDocumentTitle } from "@/hooks/useDocumentTitle";

export default function AboutPage() {
  useDocumentTitle("About");

  return (
    <Container>
      <PageIntro
        kicker="About"
        title="A boat shed, an oven and one long counter"
        text="We opened in the old net loft because the boats land at its door and the bakery needed a shop window."
      />
      <div className="grid gap-6 sm:grid-cols-[1.5fr_1fr]">
        <img
          src={quayMorning}
          alt="Boats in the mist at first light"
          width={1200}
          height={800}
          className="h-full w-full rounded-2xl object-cover"
        />
        <img
          src={ovenGlow}
          alt="Loaves in front of the glowing oven"
          width={800}
          height={800}
          className="h-full max-h-120 w-full rounded-2xl object-cover"
        />
      </div>
      <div className="mt-14 grid gap-x-14 gap-y-6 text-lg/relaxed md:grid-cols-2">
        <p>
          Six boats, two growers and one bakery sell here, and nobody else. That keeps the counter
          short and the story of each thing on it true. When the wind is in the north there may be
          no fish for two days, and we would rather say so.
        </p>
        <p>
          The price on the label is split in public: what the boat gets, what the shop keeps. On
          most fish it is two thirds to one third. Ask, and we will show you the book.
        </p>
      </div>
      <section className="mt-20">
        <SectionHeading title="The people behind the counter" />
        <ul className="grid gap-6 md:grid-cols-3">
          {suppliers.map((supplier) => (
            <li key={supplier.name} className="rounded-2xl bg-sand p-6 sm:p-8">
              <p className="font-serif text-2xl/snug">“{supplier.quote}”</p>
              <p className="mt-5 font-medium">{supplier.name}</p>
              <p className="text-sm text-ink-soft">
                {supplier.role}, {supplier.place}
              </p>
            </li>
          ))}
        </ul>
      </section>
      <ButtonLink to="/visit" look="quiet" className="mt-12">
        Come and see
      </ButtonLink>
    </Container>
  );
}
