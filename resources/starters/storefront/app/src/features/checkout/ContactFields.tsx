import { Field } from "@/components/ui/Field";
import { fieldProps } from "@/components/ui/fieldProps";
import type { FormValues } from "@/features/checkout/CheckoutForm";
import type { FieldErrors } from "@/lib/checkout";

export interface FieldsProps {
  values: FormValues;
  errors: FieldErrors;
  onChange: (patch: Partial<FormValues>) => void;
}

export function ContactFields({ values, errors, onChange }: FieldsProps) {
  return (
    <fieldset className="grid gap-5 sm:grid-cols-2">
      <legend className="mb-5 font-serif text-2xl">Who is it for?</legend>
      <Field id="name" label="Name on the box" error={errors.name}>
        <input
          {...fieldProps("name", errors.name)}
          autoComplete="name"
          value={values.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      <Field id="email" label="Email" hint="For the confirmation only" error={errors.email}>
        <input
          {...fieldProps("email", errors.email)}
          type="email"
          autoComplete="email"
          value={values.email}
          onChange={(event) => onChange({ email: event.target.value })}
        />
      </Field>
      <Field
        id="phone"
        label="Phone, if you like"
        hint="We call when the boats stay in"
        error={errors.phone}
      >
        <input
          {...fieldProps("phone", errors.phone)}
          type="tel"
          autoComplete="tel"
          value={values.phone}
          onChange={(event) => onChange({ phone: event.target.value })}
        />
      </Field>
      <Field id="note" label="Note for the counter" hint="Gutted? Sliced?" error={errors.note}>
        <input
          {...fieldProps("note", errors.note)}
          value={values.note}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </Field>
    </fieldset>
  );
}
