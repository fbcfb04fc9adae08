import type { Look } from "../app/look.ts";

/** A service that is called by the app's worker with a secret that only the worker has. */
export interface Integration {
  readonly service: "Resend" | "Stripe";
  readonly pageName: string;
  readonly icon: string;
  readonly intro: string;
  readonly slug: string;
  readonly handler: string;
  readonly secrets: readonly { readonly name: string; readonly about: string }[];
  route(envImport: string): string;
  readonly form: string;
  formSource(look: Look): string;
}

export const INTEGRATIONS: readonly Integration[] = [
  {
    service: "Resend",
    pageName: "Contact",
    icon: "Mail",
    intro: "Write to us, and we will answer by mail.",
    slug: "contact",
    handler: "contactRoute",
    secrets: [
      { name: "RESEND_API_KEY", about: "Key of the Resend account that sends the mail." },
      { name: "CONTACT_FROM", about: "Sender of the mail; its domain is verified at Resend." },
      { name: "CONTACT_TO", about: "Who gets the mail." },
    ],
    route: resendRoute,
    form: "ContactForm",
    formSource: contactForm,
  },
  {
    service: "Stripe",
    pageName: "Pay",
    icon: "CreditCard",
    intro: "The payment page belongs to Stripe; this app never sees a card.",
    slug: "payments",
    handler: "paymentRoute",
    secrets: [{ name: "STRIPE_SECRET_KEY", about: "Secret key of the Stripe account." }],
    route: stripeRoute,
    form: "PaymentForm",
    formSource: paymentForm,
  },
];

function resendRoute(envImport: string): string {
  return `import type { Env } from "${envImport}";

const maxBytes = 20_000;

interface Message {
  email: string;
  text: string;
}

/** POST \`{ "email", "text" }\`: sends a mail by Resend. The key never leaves the worker. */
export async function contactRoute(request: Request, env: Env): Promise<Response> {
  if (request.method !== "POST") {
    return Response.json({ error: "Use POST." }, { status: 405, headers: { allow: "POST" } });
  }
  const message = messageOf(await request.text());
  if (message === null) {
    return Response.json({ error: "Give an email address and a message." }, { status: 400 });
  }
  const { RESEND_API_KEY: key, CONTACT_FROM: from, CONTACT_TO: to } = env;
  if (!key || !from || !to) {
    const error = "Mail is not set up yet: RESEND_API_KEY, CONTACT_FROM and CONTACT_TO are needed.";
    return Response.json({ error }, { status: 503 });
  }
  const response = await fetch("https://api.resend.com/emails", {
    method: "POST",
    headers: { authorization: \`Bearer \${key}\`, "content-type": "application/json" },
    body: JSON.stringify({
      from,
      to,
      reply_to: message.email,
      subject: "A message from the contact page",
      text: message.text,
    }),
  });
  if (response.ok) return Response.json({ sent: true }, { status: 201 });
  console.error("Resend answered", response.status);
  return Response.json({ error: "The mail could not be sent. Try again later." }, { status: 502 });
}

function messageOf(raw: string): Message | null {
  if (raw.length > maxBytes) return null;
  try {
    const { email, text } = JSON.parse(raw) as { email?: unknown; text?: unknown };
    if (typeof email !== "string" || !/^\\S+@\\S+\\.\\S+$/.test(email)) return null;
    return typeof text === "string" && text.trim() !== "" ? { email, text: text.trim() } : null;
  } catch {
    return null;
  }
}
`;
}

function stripeRoute(envImport: string): string {
  return `import type { Env } from "${envImport}";

/** What can be paid, in cents. Prices stand here: a page can only name one of them. */
const offers: Record<string, { title: string; cents: number }> = {
  small: { title: "Small", cents: 500 },
  medium: { title: "Medium", cents: 1500 },
  large: { title: "Large", cents: 4000 },
};
const currency = "eur";

/** POST \`{ "offer" }\`: answers with the address of a payment page of Stripe. */
export async function paymentRoute(request: Request, env: Env): Promise<Response> {
  if (request.method !== "POST") {
    return Response.json({ error: "Use POST." }, { status: 405, headers: { allow: "POST" } });
  }
  const offer = offerOf(await request.text());
  if (offer === null) return Response.json({ error: "There is no such offer." }, { status: 400 });
  if (!env.STRIPE_SECRET_KEY) {
    const error = "Payments are not set up yet: STRIPE_SECRET_KEY is needed.";
    return Response.json({ error }, { status: 503 });
  }
  const home = new URL("/", request.url).href;
  const response = await fetch("https://api.stripe.com/v1/checkout/sessions", {
    method: "POST",
    headers: { authorization: \`Bearer \${env.STRIPE_SECRET_KEY}\` },
    body: new URLSearchParams({
      mode: "payment",
      success_url: home,
      cancel_url: home,
      "line_items[0][quantity]": "1",
      "line_items[0][price_data][currency]": currency,
      "line_items[0][price_data][unit_amount]": String(offer.cents),
      "line_items[0][price_data][product_data][name]": offer.title,
    }),
  });
  const { url } = (await response.json()) as { url?: string };
  if (response.ok && url) return Response.json({ url }, { status: 201 });
  console.error("Stripe answered", response.status);
  return Response.json({ error: "The payment could not be started." }, { status: 502 });
}

function offerOf(raw: string) {
  try {
    const { offer } = JSON.parse(raw) as { offer?: unknown };
    return typeof offer === "string" && Object.hasOwn(offers, offer) ? (offers[offer] ?? null) : null;
  } catch {
    return null;
  }
}
`;
}

const SEND = `async function post(path: string, body: unknown): Promise<Answer> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  } catch {
    return { error: "The API does not answer. Try again." };
  }
}`;

function contactForm(look: Look): string {
  return `import { useState } from "react";

interface Answer {
  sent?: boolean;
  error?: string;
}

export function ContactForm() {
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);

  async function submit(form: FormData) {
    setBusy(true);
    setAnswer(await post("/api/contact", { email: form.get("email"), text: form.get("text") }));
    setBusy(false);
  }

  if (answer?.sent) {
    return (
      <p role="status" className="max-w-lg rounded-xl ${look.raised} p-6">
        Thank you. Your message is on its way.
      </p>
    );
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
      className="grid max-w-lg gap-5 rounded-xl border ${look.line} ${look.surface} p-6 sm:p-8"
    >
      <label className="text-sm font-medium">
        Your email address
        <input
          type="email"
          name="email"
          autoComplete="email"
          required
          className="${look.input}"
        />
      </label>
      <label className="text-sm font-medium">
        Message
        <textarea
          name="text"
          rows={6}
          maxLength={5000}
          required
          className="${look.input}"
        />
      </label>
      <button type="submit" disabled={busy} className="${look.primary}">
        {busy ? "Sending…" : "Send"}
      </button>
      <p role="status" className="text-sm ${look.bad}">
        {answer?.error}
      </p>
    </form>
  );
}

${SEND}
`;
}

function paymentForm(look: Look): string {
  return `import { useState } from "react";

interface Answer {
  url?: string;
  error?: string;
}

/** The ids are those of the worker's offers, which decides on the price. */
const offers = [
  { id: "small", title: "Small", price: "€5", about: "To try it." },
  { id: "medium", title: "Medium", price: "€15", about: "What most people take." },
  { id: "large", title: "Large", price: "€40", about: "For a whole team." },
];

export function PaymentForm() {
  const [busy, setBusy] = useState("");
  const [error, setError] = useState("");

  async function choose(offer: string) {
    setBusy(offer);
    const answer = await post("/api/payments", { offer });
    setError(answer.error ?? "");
    setBusy("");
    // The preview is a frame, and payment pages refuse to be shown in one.
    if (answer.url) window.open(answer.url, "_blank", "noopener");
  }

  return (
    <>
      <ul className="grid gap-4 sm:grid-cols-3">
        {offers.map(({ id, title, price, about }) => (
          <li key={id} className="grid rounded-xl border ${look.line} ${look.surface} p-6">
            <h2 className="font-semibold">{title}</h2>
            <p className="mt-2 text-3xl font-semibold tabular-nums">{price}</p>
            <p className="mt-1 mb-6 text-sm ${look.soft}">{about}</p>
            <button
              type="button"
              disabled={busy !== ""}
              onClick={() => void choose(id)}
              className="${look.primary}"
            >
              {busy === id ? "One moment…" : \`Choose \${title.toLowerCase()}\`}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="mt-4 text-sm ${look.bad}">
        {error}
      </p>
    </>
  );
}

${SEND}
`;
}
