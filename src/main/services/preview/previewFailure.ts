import type { PreviewProblem } from "../../../common/contracts/preview.ts";

/** Ends a start with a problem that is worded for the person already. */
export class PreviewFailure extends Error {
  readonly reason: PreviewProblem;

  constructor(reason: PreviewProblem) {
    super(reason.title);
    this.reason = reason;
  }
}
