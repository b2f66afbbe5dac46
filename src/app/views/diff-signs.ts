/** What stands before a line of a diff, as in a unified diff. */
export const DIFF_SIGNS = { same: " ", added: "+", removed: "-" } as const;
