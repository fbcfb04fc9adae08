/** Where the linked account serves previews, as the host told last. */
export const linkedPreviews: { domain: string | null } = { domain: null };
