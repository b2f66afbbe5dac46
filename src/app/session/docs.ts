// The meaning of every field: 38 kB that come after the page is alive, when the editor first asks.
import type { SchemaDocs } from "#api/schema/schema";

let docs: SchemaDocs | undefined;
let isAsked = false;

/** What is loaded by now; asks for it the first time. */
export const loadDocs = (): SchemaDocs | undefined => {
  if (!isAsked) {
    isAsked = true;
    void import("#api/schema/docs").then(
      (m) => {
        docs = m.docs;
      },
      () => {
        isAsked = false; // Offline: the next key press tries again.
      },
    );
  }
  return docs;
};
