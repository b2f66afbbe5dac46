// Vite: the content security policy of the built page. Whatever a link, a lesson or a manifest holds, nothing of it runs and nothing is
// fetched from anywhere else. A development server is let off: it puts scripts of its own into the page.
import type { Plugin } from "vite";

export const POLICY = {
  "default-src": "'none'",
  "script-src": "'self'",
  // The editor and the graph place what they draw by style attributes.
  "style-src": "'self' 'unsafe-inline'",
  // Pictures that the page makes of itself.
  "img-src": "'self' data: blob:",
  "font-src": "'self' data:",
  "worker-src": "'self'",
  "manifest-src": "'self'",
  "connect-src": "'self'",
  // The snippet page shows what an embed looks like.
  "frame-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  // Where the browser knows them: no text becomes markup or an address of code but by one of these. All but the first two are the editor's own.
  "require-trusted-types-for": "'script'",
  "trusted-types": [
    "drydock-worker",
    "drydock-picture",
    "defaultWorkerFactory",
    "diffEditorWidget",
    "diffReview",
    "domLineBreaksComputer",
    "dompurify",
    "editorGhostText",
    "editorViewLayer",
    "richScreenReaderContent",
    "standaloneColorizer",
    "stickyScrollViewLayer",
    "tokenizeToString",
    "'allow-duplicates'",
  ].join(" "),
} as const;

export const policyText = (policy: { readonly [what: string]: string }): string =>
  Object.entries(policy)
    .map(([what, from]) => `${what} ${from}`)
    .join("; ");

export const policyPlugin: Plugin = {
  name: "drydock-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: {
        "http-equiv": "Content-Security-Policy",
        content: policyText(POLICY),
      },
      injectTo: "head-prepend",
    },
  ],
};
