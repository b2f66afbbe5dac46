/** The terminal that every session begins with. */
export const MAIN_TERMINAL = "1";
