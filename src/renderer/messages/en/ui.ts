/** Words of components that know no app. */
export const ui = {
  close: "Close",
  cancel: "Cancel",
  copied: "Copied",
  copyDetails: "Copy details",
  dismiss: "Dismiss",
  dismissAll: "Clear all",
  loading: "Loading",
  retry: "Try again",
  ofTotal: (done: string, total: string) => `${done} of ${total}`,
  stageStatus: {
    waiting: "waiting",
    running: "running",
    done: "done",
    failed: "failed",
    skipped: "not needed",
  },
  notifications: {
    title: "Notifications",
    empty: "Nothing happened elsewhere",
    emptyBody: "When something you cannot see ends or fails, it is listed here.",
  },
};
