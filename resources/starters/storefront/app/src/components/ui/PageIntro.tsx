interface Props {
  kicker: string;
  title: string;
  text: string;
}

export function PageIntro({ kicker, title, text }: Props) {
  return (
    <header className="max-w-2xl pt-12 pb-10 sm:pt-16">
      <p className="text-sm font-medium text-crust">{kicker}</p>
      <h1 className="mt-2 text-4xl sm:text-5xl">{title}</h1>
      <p className="mt-4 text-lg/relaxed text-ink-soft">{text}</p>
    </header>
  );
}
