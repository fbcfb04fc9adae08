import { useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/Button";
import { ContactFields } from "@/features/checkout/ContactFields";
import { PickupFields } from "@/features/checkout/PickupFields";
import { sendOrder } from "@/lib/api";
import { validateOrder, type FieldErrors } from "@/lib/checkout";
import type { Totals } from "@/lib/totals";
import type { Order, OrderDraft } from "@/types";

interface Props {
  totals: Totals;
  onOrdered: (order: Order) => void;
}

export type FormValues = Omit<OrderDraft, "lines">;
const empty: FormValues = { name: "", email: "", phone: "", day: "", slot: "", note: "" };

export function CheckoutForm({ totals, onOrdered }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(empty);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [status, setStatus] = useState<"idle" | "sending" | "failed">("idle");

  function change(patch: Partial<FormValues>) {
    setValues((current) => ({ ...current, ...patch }));
    setErrors((current) => {
      const kept = Object.entries(current).filter(([field]) => !(field in patch));
      return Object.fromEntries(kept);
    });
  }

  function showErrors(found: FieldErrors) {
    setErrors(found);
    const [first] = Object.keys(found);
    const control = first ? form.current?.elements.namedItem(first) : null;
    const element = control instanceof RadioNodeList ? control[0] : control;
    if (element instanceof HTMLElement) element.focus();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const lines = totals.lines.map(({ slug, quantity }) => ({ slug, quantity }));
    const draft: OrderDraft = { ...values, lines };
    const found = validateOrder(draft);
    if (Object.keys(found).length > 0) return showErrors(found);

    setStatus("sending");
    const result = await sendOrder(draft, totals.total);
    if ("order" in result) return onOrdered(result.order);
    setStatus("errors" in result ? "idle" : "failed");
    if ("errors" in result) showErrors(result.errors);
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="grid gap-10">
      <ContactFields values={values} errors={errors} onChange={change} />
      <PickupFields values={values} errors={errors} onChange={change} />
      <div>
        <Button type="submit" disabled={status === "sending"} className="w-full sm:w-auto">
          {status === "sending" ? "Sending" : "Place the order"}
        </Button>
        <p role="alert" className="mt-3 text-alert empty:hidden">
          {errors.lines}
          {status === "failed" && "The order did not get through. Please try again in a moment."}
        </p>
      </div>
    </form>
  );
}
