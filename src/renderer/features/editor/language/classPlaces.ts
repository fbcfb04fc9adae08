const IN_ATTRIBUTE = /\bclass(?:Name|:list)?\s*=\s*(?:"[^"]*|'[^']*|\{[^{}]*)$/;
const IN_CALL = /\b(?:cn|clsx|cva|tw|twMerge)\s*[(`][^;]*$/;
const IN_STYLES = /@(?:[a-z]*|apply\s[^;{}]*)$|\b(?:theme|--[a-z]+)\([^)]*$/;

/** Whether Tailwind's class names may be written at the end of a text. */
export function mayHoldClasses(before: string): boolean {
  return IN_ATTRIBUTE.test(before) || IN_CALL.test(before) || IN_STYLES.test(before);
}
