// What each flag does, in our own words: one line a name.
export const FLAG_HELP: { readonly [name: string]: string } = {};
