/** A source file as text: it is run elsewhere, not imported here. */
declare module "*?raw" {
  const text: string;
  export default text;
}
