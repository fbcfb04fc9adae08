import type { AppId } from "../../../../common/apps/appId.ts";
import type { ApprovalLevel, Risk } from "../../../../common/contracts/chat.ts";

/** What a call wants to be allowed. */
export interface AskedCall {
  readonly appId: AppId;
  readonly tool: string;
  readonly risk: Risk;
  /** Paths, hosts, package names. */
  readonly subjects: readonly string[];
}

/** "Always allow this": a tool, a risk and what it may be about, in one app. */
export interface ApprovalRule {
  readonly id: number;
  readonly appId: AppId;
  readonly tool: string;
  readonly risk: Risk;
  /** `src/pages/*`: what is directly in it; a whole subject; null for a tool that names none. */
  readonly scope: string | null;
  readonly at: number;
}

/** Where rules are kept: studio.db, outside every app. */
export interface RuleRepository {
  add(rule: Omit<ApprovalRule, "id">): void;
  list(appId: AppId): readonly ApprovalRule[];
  remove(appId: AppId, id: number): void;
}

/** Asked about at every level; a rule may allow them, but for a protected file. */
const ALWAYS_ASKED: ReadonlySet<Risk> = new Set([
  "delete",
  "network",
  "protected-file",
  "external-tool",
]);

const SAFE: ReadonlySet<Risk> = new Set(["write"]);

/** Who may do what without asking. Decides by the call alone, never by what a model says. */
export class Approvals {
  readonly #rules: RuleRepository;
  readonly #now: () => number;

  constructor(rules: RuleRepository, now: () => number) {
    this.#rules = rules;
    this.#now = now;
  }

  decide(asked: AskedCall & { readonly level: ApprovalLevel }): "allowed" | "ruled" | "ask" {
    if (isWithinLevel(asked.level, asked.risk)) return "allowed";
    return this.#isRuled(asked) ? "ruled" : "ask";
  }

  /** The person wants not to be asked about the like again. */
  always({ appId, tool, risk, subjects }: AskedCall): void {
    if (risk === "protected-file") return;
    const scopes = subjects.length === 0 ? [null] : new Set(subjects.map(scopeOf));
    const known = this.#rules.list(appId);
    for (const scope of scopes) {
      const rule = { appId, tool, risk, scope, at: this.#now() };
      if (!known.some((each) => isSameRule(each, rule))) this.#rules.add(rule);
    }
  }

  list(appId: AppId): readonly ApprovalRule[] {
    return this.#rules.list(appId);
  }

  remove(appId: AppId, id: number): void {
    this.#rules.remove(appId, id);
  }

  #isRuled({ appId, tool, risk, subjects }: AskedCall): boolean {
    if (risk === "protected-file") return false;
    const rules = this.#rules
      .list(appId)
      .filter((rule) => rule.tool === tool && rule.risk === risk);
    if (subjects.length === 0) return rules.some(({ scope }) => scope === null);
    return subjects.every((subject) => rules.some(({ scope }) => isInScope(scope, subject)));
  }
}

function isWithinLevel(level: ApprovalLevel, risk: Risk): boolean {
  if (ALWAYS_ASKED.has(risk)) return false;
  if (level === "auto-all") return true;
  return level === "auto-safe" && SAFE.has(risk);
}

/** What is in the same folder is the like; a thing without one is only like itself. */
function scopeOf(subject: string): string {
  const slash = subject.lastIndexOf("/");
  return slash <= 0 || subject.startsWith("@") ? subject : `${subject.slice(0, slash)}/*`;
}

function isInScope(scope: string | null, subject: string): boolean {
  if (scope === null) return false;
  return scope === subject || (scope.endsWith("/*") && scopeOf(subject) === scope);
}

function isSameRule(
  a: Pick<ApprovalRule, "tool" | "risk" | "scope">,
  b: Pick<ApprovalRule, "tool" | "risk" | "scope">,
): boolean {
  return a.tool === b.tool && a.risk === b.risk && a.scope === b.scope;
}
