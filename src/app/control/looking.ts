// Looking at the cluster: what is selected, and the answer to "why?". The tutor is told, for some goals are to have looked.
import type { App } from "../app.ts";
import { podByUid } from "../views/pod-by-uid.ts";

export const select = (app: App, id: string | null): void => {
  const isSame = id === app.state.selection;
  app.set({ selection: id, ...(isSame ? {} : { whyId: null }) });
  app.whenAlive(() => {
    app.session?.select(id === null ? "" : lessonIdOf(app, id));
    app.changed(false);
  });
};

export const askWhy = (app: App, id: string | null): void => {
  app.set({ whyId: id, ...(id === null ? {} : { selection: id }) });
  app.whenAlive(() => {
    if (id !== null) {
      app.session?.look("why");
      app.session?.select(lessonIdOf(app, id));
    }
    app.changed(false);
  });
};

/** A panel was opened. */
export const look = (app: App, what: string): void => {
  app.session?.look(what);
  app.changed(false);
};

/** A pod goes by its uid on the page, and by `pods/namespace/name` in lessons. */
const lessonIdOf = (app: App, id: string): string => {
  const pod = app.session && podByUid(app.session.run, id);
  return pod ? `pods/${pod.metadata.namespace}/${pod.metadata.name}` : id;
};
