import { ButtonLink } from "@/components/ui/Button";
import { Container } from "@/components/ui/Container";
import { HarborScene } from "@/features/home/HarborScene";
import styles from "@/features/home/Hero.module.css";
import { OpenNow } from "@/features/visit/OpenNow";

export function Hero() {
  return (
    <Container className="pt-10 sm:pt-14">
      <div className="grid items-end gap-x-12 gap-y-6 lg:grid-cols-[1.35fr_1fr]">
        <h1 className="text-[2.75rem]/[1.06] sm:text-6xl/[1.04]">
          Fresh from the quay, every morning.
        </h1>
        <div className="lg:pb-1">
          <p className="max-w-md text-lg/relaxed text-ink-soft">
            Small-boat fish, sea vegetables and bread from the harbour bakery. Order by eight, pick
            up by noon.
          </p>
          <div className="mt-5 flex flex-wrap items-center gap-x-6 gap-y-3">
            <ButtonLink to="/shop">See what came in</ButtonLink>
            <OpenNow />
          </div>
        </div>
      </div>
      <div className={styles.frame}>
        <HarborScene />
      </div>
    </Container>
  );
}
