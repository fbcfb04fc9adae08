import { greetStudio } from "./studioFrame.ts";

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  greetStudio(JSON.parse(script.dataset["studio"] ?? "[]"), Number(script.dataset["rev"]));
}
